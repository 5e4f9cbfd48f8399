import { SignJWT } from 'jose'

/** The key of these tests, as long as HS256 wants it. */
export const secret = 'a-key-of-these-tests-of-32-bytes!'

/** A token of MPS's shape: no `sub`, `aud` or `kid`. Every field may be replaced to make a bad one. */
export function token({ issuer = 'test-issuer', key = secret, expiresIn = 300, claims = {} } = {}): Promise<string> {
  const now = Math.floor(Date.now() / 1000)
  return new SignJWT({ tenantId: '', deviceId: '*', ...claims })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(issuer)
    .setExpirationTime(now + expiresIn)
    .sign(new TextEncoder().encode(key))
}
