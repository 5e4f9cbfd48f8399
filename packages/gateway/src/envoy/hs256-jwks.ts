/**
 * A shared key as a JSON Web Key Set, the form in which Envoy and ESPv2 take it (RFC 7518, 6.4). The answer is as
 * secret as the key: put it where the key would be.
 */
export const hs256Jwks = (secret: string): string =>
  JSON.stringify({ keys: [{ kty: 'oct', alg: 'HS256', k: Buffer.from(secret, 'utf8').toString('base64url') }] })
