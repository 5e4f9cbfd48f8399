import { randomBytes } from 'node:crypto'
import { ProviderError } from '@dmt-providers/core'

/** The command that every message about a missing or malformed key ends with. It needs nothing but Node. */
export const keyCommand = `node -p "crypto.randomBytes(32).toString('base64')" > envelope.key && chmod 600 envelope.key`

const advice = `give 32 random bytes as 44 base64 or 64 hexadecimal characters, made by: ${keyCommand}`

/** Makes a key: 32 random bytes in base64, for a key file or a secret of the platform. */
export function generateKey(): string {
  return randomBytes(32).toString('base64')
}

/** Reads a key from its text. Throws `invalid-options` that tells the shape found, never the text. */
export function parseKey(text: string, origin: string): Uint8Array {
  const trimmed = text.trim()
  if (/^[0-9a-f]{64}$/i.test(trimmed)) return Buffer.from(trimmed, 'hex')
  const base64 = trimmed.replace(/=$/, '').replaceAll('+', '-').replaceAll('/', '_')
  const bytes = Buffer.from(base64, 'base64url')
  // Re-encoding finds a mistyped last character, which decoding would pass over.
  if (bytes.length === 32 && bytes.toString('base64url') === base64) return bytes
  throw new ProviderError(
    'invalid-options',
    `${origin}: holds a text of ${trimmed.length} characters that is no key; ${advice}`,
  )
}
