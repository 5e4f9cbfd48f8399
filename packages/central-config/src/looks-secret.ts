import type { JsonValue } from '@dmt-providers/core'
import { isJsonObject } from './json-document.js'
import { isReference } from './secret-reference.js'

const names = /passw(or)?d|passphrase|secret|token$|private_?key|credential|api_?key|access_?key|connection_?string/i

/** A URL with a password before the host or in its query, one of a connection string, or the text of a private key. */
const values =
  /^[a-z][a-z0-9+.-]*:\/\/[^/?#\s]*:[^/?#\s@]+@|\b(?:password|pwd)\s*=\s*[^;\s]|[?&][^=&\s]*(?:token|passw|secret)[^=&\s]*=[^&\s]|-----BEGIN [A-Z ]*PRIVATE KEY-----/i

/** Whether a value holds credentials by its looks, whatever its key is called. */
export function holdsCredentials(value: JsonValue): boolean {
  if (Array.isArray(value)) return value.some(holdsCredentials)
  const below = isJsonObject(value) ? Object.entries(value) : []
  if (!isReference(value) && below.some(([key, inner]) => looksSecret(key, inner))) return true
  return typeof value === 'string' && values.test(value)
}

/** Whether the value of a key that no schema knows is a secret, by the key's name or by its looks. */
export function looksSecret(name: string, value: JsonValue): boolean {
  const isNamedSo = names.test(name.split('.').at(-1) ?? '')
  return holdsCredentials(value) || (isNamedSo && value !== '' && value !== null && typeof value !== 'boolean')
}
