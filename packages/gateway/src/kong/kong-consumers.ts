import type { Gateway } from '../model/gateway.js'
import type { TokenRule } from '../model/token-schema.js'
import type { WriteSecret } from './kong-document.js'

/**
 * One consumer per issuer, with its key nested: top-level `jwt_secrets` is legal for Kong and refused by decK. Its
 * groups are the token rules of that issuer. An issuer without a key here has no consumer, and its tokens are refused.
 */
export const kongConsumers = ({ name, tokens }: Gateway, secret: WriteSecret) =>
  [...new Set(tokens.map(({ issuer }) => issuer))].flatMap((issuer) => {
    const rules = tokens.filter((rule) => rule.issuer === issuer)
    const [first] = rules
    const credential = first === undefined ? undefined : credentialOf(first, secret)
    if (first === undefined || credential === undefined) return []
    return [
      {
        username: `${name}-${first.id}`,
        acls: rules.map(({ id }) => ({ group: id })),
        jwt_secrets: [credential],
      },
    ]
  })

function credentialOf({ issuer, key }: TokenRule, secret: WriteSecret) {
  if (key.alg === 'HS256') return { key: issuer, algorithm: 'HS256', secret: secret(key.secret.env) }
  if (key.publicKey === undefined) return undefined
  const publicKey = secret(key.publicKey.env)
  // decK asks for a secret here too. Kong compares the token's algorithm with the credential's first, so none is checked by it.
  return { key: issuer, algorithm: 'RS256', rsa_public_key: publicKey, secret: publicKey }
}
