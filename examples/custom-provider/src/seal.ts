import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { type JsonObject, ProviderError } from '@dmt-providers/core'

const algorithm = 'aes-256-gcm'
const [ivLength, tagLength] = [12, 16]

/** Seals data with a key of 32 bytes. `place` is bound to it: moved elsewhere in the file, it cannot be opened. */
export function seal(data: JsonObject, place: string, key: Buffer): string {
  const iv = randomBytes(ivLength)
  const cipher = createCipheriv(algorithm, key, iv).setAAD(Buffer.from(place))
  const body = Buffer.concat([cipher.update(JSON.stringify(data), 'utf8'), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64')
}

/** Opens what {@link seal} made. Throws `internal` when key or place is another, or a byte was changed. */
export function unseal(sealed: string, place: string, key: Buffer): JsonObject {
  const bytes = Buffer.from(sealed, 'base64')
  try {
    const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, ivLength)).setAAD(Buffer.from(place))
    decipher.setAuthTag(bytes.subarray(ivLength, ivLength + tagLength))
    const text = Buffer.concat([decipher.update(bytes.subarray(ivLength + tagLength)), decipher.final()])
    return JSON.parse(text.toString('utf8'))
  } catch {
    throw new ProviderError('internal', 'a secret cannot be opened: the passphrase is another, or the file was changed')
  }
}
