import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from 'node:crypto'

const algorithm = 'aes-256-gcm'

/** 96 bits, the size that GCM is made for (NIST SP 800-38D, 5.2.1.1). */
const nonceBytes = 12
const tagBytes = 16

/** A key as node:crypto takes it. */
export type AesKey = KeyObject | Uint8Array

/** Encrypts under a fresh random nonce; answers base64url of nonce, ciphertext and tag. */
export function encrypt(key: AesKey, plain: Uint8Array, bound: string): string {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv(algorithm, key, nonce, { authTagLength: tagBytes })
  cipher.setAAD(Buffer.from(bound, 'utf8'))
  const sealed = Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
  return sealed.toString('base64url')
}

/** Gives the plaintext back; `undefined` when text, key or `bound` is not what it was encrypted with. */
export function decrypt(key: AesKey, text: string, bound: string): Buffer | undefined {
  const sealed = Buffer.from(text, 'base64url')
  // Node skips what is no base64url, so that a changed text could decode to the same bytes.
  if (sealed.length < nonceBytes + tagBytes || sealed.toString('base64url') !== text) return undefined
  const tagAt = sealed.length - tagBytes
  const decipher = createDecipheriv(algorithm, key, sealed.subarray(0, nonceBytes), { authTagLength: tagBytes })
  decipher.setAAD(Buffer.from(bound, 'utf8'))
  decipher.setAuthTag(sealed.subarray(tagAt))
  const plain = decipher.update(sealed.subarray(nonceBytes, tagAt))
  try {
    return Buffer.concat([plain, decipher.final()])
  } catch {
    return undefined
  }
}
