import type { Gateway } from '../model/gateway.js'
import type { TokenRule, TokenSource } from '../model/token-schema.js'

/** The name of a token rule among the security schemes. */
export const securityName = ({ id }: TokenRule): string => `${id.replaceAll('-', '_')}_jwt`

/** The policy of a token rule, which Tyk asks for. */
export const policyId = ({ name }: Gateway, { id }: TokenRule): string => `${name}-${id}`

/** How an API checks tokens. */
export const authentication = (gateway: Gateway, rule: TokenRule) => ({
  enabled: true,
  // The token goes on to the service, which reads it too.
  stripAuthorizationData: false,
  securitySchemes: {
    [securityName(rule)]: {
      enabled: true,
      ...places(rule.sources),
      ...keyOf(rule),
      // The toolkit's tokens have neither sub nor kid.
      identityBaseField: 'iss',
      skipKid: true,
      allowedIssuers: [rule.issuer],
      // Tyk itself takes a token without exp for one that never expires.
      customClaimValidation: { exp: { type: 'required' }, ...claimValues(rule) },
      defaultPolicies: [policyId(gateway, rule)],
    },
  },
})

/** Claims of fixed values; those of the query are allowed to be missing where they are asked for. */
const claimValues = ({ claims }: TokenRule) =>
  Object.fromEntries(
    claims.flatMap((claim) =>
      'equals' in claim ? [[claim.name, { type: 'exact_match', allowedValues: [claim.equals] }]] : [],
    ),
  )

const keyOf = ({ key }: TokenRule) =>
  key.alg === 'HS256'
    ? { signingMethod: 'hmac', source: `\${${key.secret.env}_BASE64}` }
    : { signingMethod: 'rsa', jwksURIs: [{ url: key.jwksUri }] }

function places(sources: TokenSource[]) {
  const header = sources.map(headerName).find((name) => name !== undefined)
  const named = (place: 'cookie' | 'query') => sources.find((source) => source.in === place)
  const [cookie, query] = [named('cookie'), named('query')]
  return {
    header: header === undefined ? { enabled: false, name: 'Authorization' } : { enabled: true, name: header },
    ...(cookie !== undefined && 'name' in cookie ? { cookie: { enabled: true, name: cookie.name } } : {}),
    ...(query !== undefined && 'name' in query ? { query: { enabled: true, name: query.name } } : {}),
  }
}

function headerName(source: TokenSource): string | undefined {
  if (source.in === 'ws-subprotocol') return 'Sec-WebSocket-Protocol'
  return source.in === 'header' ? source.name : undefined
}
