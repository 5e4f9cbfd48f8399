import type { Gateway } from '../model/gateway.js'

/** The names of all secrets that a description refers to, sorted. */
export function secretsOf({ tokens, tls }: Gateway): string[] {
  const keys = tokens.map(({ key }) => (key.alg === 'HS256' ? key.secret.env : key.publicKey?.env))
  const names = [...keys, tls?.certificate.env, tls?.key.env].filter((name) => name !== undefined)
  return [...new Set(names)].sort()
}
