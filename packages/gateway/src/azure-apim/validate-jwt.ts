import type { Gateway } from '../model/gateway.js'
import type { TokenRule, TokenSource } from '../model/token-schema.js'
import type { PolicyPart } from './policies.js'

/** Name of the named value that has the key of a variable. */
export const namedValue = ({ name }: Gateway, variable: string): string =>
  `${name}-${variable.toLowerCase().replaceAll('_', '-')}-base64`

/** Checks the token of a rule, and answers 401. */
export const validateJwt = (gateway: Gateway, rule: TokenRule): PolicyPart => ({
  ...place(rule.sources),
  '@failed-validation-httpcode': '401',
  '@require-expiration-time': 'true',
  '@require-signed-tokens': 'true',
  ...(rule.key.alg === 'RS256' ? { 'openid-config': { '@url': discovery(rule.issuer) } } : {}),
  ...(rule.key.alg === 'HS256'
    ? { 'issuer-signing-keys': { key: `{{${namedValue(gateway, rule.key.secret.env)}}}` } }
    : {}),
  issuers: { issuer: rule.issuer },
  ...requiredClaims(rule),
})

/** Claims of fixed values; those of the query are allowed to be missing where they are asked for. */
function requiredClaims({ claims }: TokenRule): PolicyPart {
  const claim = claims.flatMap((one) =>
    'equals' in one ? [{ '@name': one.name, '@match': 'any', value: one.equals }] : [],
  )
  return claim.length === 0 ? {} : { 'required-claims': { claim } }
}

const discovery = (issuer: string) => `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`

function place(sources: TokenSource[]): PolicyPart {
  const [first, ...others] = sources
  if (first?.in === 'header' && first.scheme === 'Bearer' && others.length === 0) {
    return { '@header-name': first.name, '@require-scheme': 'Bearer' }
  }
  const found = sources.map(expression).map((value) => `if (token == "") { token = ${value}; }`)
  return { '@token-value': `@{ string token = ""; ${found.join(' ')} return token; }` }
}

const header = (name: string) => `context.Request.Headers.GetValueOrDefault("${name}", "")`

function expression(source: TokenSource): string {
  if (source.in === 'ws-subprotocol') return header('Sec-WebSocket-Protocol')
  if (source.in === 'query') return `context.Request.OriginalUrl.Query.GetValueOrDefault("${source.name}", "")`
  if (source.in === 'cookie') {
    const start = `${source.name}=`
    const parts = `${header('Cookie')}.Split(';').Select(part => part.Trim())`
    return `(${parts}.Where(part => part.StartsWith("${start}")).Select(part => part.Substring(${start.length})).FirstOrDefault() ?? "")`
  }
  if (source.scheme === undefined) return header(source.name)
  return `(${header(source.name)}.StartsWith("Bearer ") ? ${header(source.name)}.Substring(7) : "")`
}
