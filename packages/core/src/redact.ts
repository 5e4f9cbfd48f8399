const mask = '[redacted]'

/** What stands after one of these words is a secret, in URLs, ADO strings, headers and JSON alike. */
const secretWords = 'password|passwd|pwd|secret|token|sharedaccesskey|accountkey|client_secret|secret_id|api_?key'

const patterns: readonly [RegExp, string][] = [
  [/(\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@]*):[^\s]*@(?=[^\s@]*)/gi, `$1:${mask}@`],
  [new RegExp(`("(?:[a-z_-]*(?:${secretWords}))"\\s*:\\s*)"(?:[^"\\\\]|\\\\.)*"`, 'gi'), `$1"${mask}"`],
  [new RegExp(`(\\b[a-z_-]*(?:${secretWords})\\s*=\\s*)("[^"]*"|'[^']*'|[^\\s;&,]+)`, 'gi'), `$1${mask}`],
  [/\b(bearer|basic)\s+[a-z0-9._~+/=-]{6,}/gi, `$1 ${mask}`],
  [/\b(?:hv[sbr]|s)\.[A-Za-z0-9_-]{20,}/g, mask],
]

/**
 * Masks credentials in a text that a library or a server produced: the password of a URL, `password=…`,
 * `"token": "…"`, bearer tokens and Vault tokens.
 */
export function redactText(text: string): string {
  return patterns.reduce((result, [pattern, replacement]) => result.replace(pattern, replacement), text)
}
