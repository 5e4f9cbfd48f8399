const mask = '[redacted]'

/** What stands after a name that ends in one of these words is a secret, in URLs, ADO strings, headers and JSON alike. */
const words =
  'password|passwd|pwd|passphrase|secret|token|credentials?|secret_?id|api[_-]?key|access_?key|account_?key|private_?key'

const escapedQuotes = `"(?:[^"\\\\]|\\\\[^])*"|'(?:[^'\\\\]|\\\\[^])*'`

/** ADO strings double a quote or brace that is part of a value. */
const doubledQuotes = `"(?:[^"]|"")*"|'(?:[^']|'')*'|\\{(?:[^}]|\\}\\})*\\}`

const patterns: readonly [RegExp, string][] = [
  // The last @ of a word ends the credentials: a password may hold any of / : @ unencoded.
  [/(\b[a-z][a-z0-9+.-]{0,30}:\/\/[^\s/:]*):\S*@/gi, `$1:${mask}@`],
  // JSON within a JSON text: the value ends at a quote that is escaped as often as the one before it. (`.` stops at U+2028.)
  [new RegExp(`((?:${words})(\\\\+)"\\s*:\\s*)\\2"[^]*?(?<!\\\\)\\2"`, 'gi'), `$1"${mask}"`],
  [new RegExp(`((?:${words})["']?\\s*:\\s*)(?:${escapedQuotes})`, 'gi'), `$1"${mask}"`],
  [new RegExp(`((?:${words})"\\s*:\\s*)[^\\s"',}\\]]+`, 'gi'), `$1"${mask}"`],
  // Within an ADO string: everything up to the semicolon, or to the end of the line.
  [new RegExp(`(;[^;=\\r\\n]{0,60}(?:${words})\\s*=\\s*)(?:${doubledQuotes}|[^;\\r\\n]*)`, 'gi'), `$1${mask}`],
  [new RegExp(`((?:${words})\\s*=\\s*)(?:${doubledQuotes}|[^;\\r\\n]*(?=;)|[^\\s&]+)`, 'gi'), `$1${mask}`],
  [/\b(bearer|basic)\s+[a-z0-9._~+/=-]{6,}/gi, `$1 ${mask}`],
  [/\b((?:x-vault-token|api-key|x-api-key)\s*:\s*)(?!"?\[redacted\])\S+/gi, `$1${mask}`],
  [/\b(?:hv[sbr]|s)\.[A-Za-z0-9_-]{20,}/g, mask],
]

/**
 * Masks credentials in a text that a library or a server produced: the password of a URL, `password=…`,
 * `"token": "…"`, bearer tokens and Vault tokens. It would rather mask too much than too little.
 */
export function redactText(text: string): string {
  return patterns.reduce((result, [pattern, replacement]) => result.replace(pattern, replacement), text)
}
