import type { Gateway } from '../model/gateway.js'
import type { TokenRule, TokenSource } from '../model/token-schema.js'
import { duration, filter } from './extension.js'

/** Checks tokens; each route names its rule, so that a route without one stays open. */
export const jwtFilter = ({ tokens }: Gateway, keysSeconds: number) =>
  filter('envoy.filters.http.jwt_authn', 'filters.http.jwt_authn.v3.JwtAuthentication', {
    providers: Object.fromEntries(tokens.map((rule) => [rule.id, provider(rule, keysSeconds)])),
    requirement_map: Object.fromEntries(tokens.map(({ id }) => [id, { provider_name: id }])),
  })

/** Name of the cluster that a rule's keys are fetched from. */
export const keyCluster = (id: string) => `keys-${id}`

const provider = (rule: TokenRule, keysSeconds: number) => ({
  issuer: rule.issuer,
  ...keySource(rule, keysSeconds),
  ...places(rule.sources),
  forward: true,
  require_expiration: true,
  ...(rule.claims.length === 0 ? {} : { payload_in_metadata: rule.id }),
})

const keySource = ({ id, key }: TokenRule, keysSeconds: number) =>
  key.alg === 'HS256'
    ? { local_jwks: { environment_variable: `${key.secret.env}_JWKS` } }
    : {
        remote_jwks: {
          http_uri: { uri: key.jwksUri, cluster: keyCluster(id), timeout: duration(5_000) },
          cache_duration: duration(keysSeconds * 1000),
          // Fetched before it is asked for, and again before it is too old: an issuer that is away locks nobody out at once.
          async_fetch: {},
        },
      }

function places(sources: TokenSource[]) {
  const headers = sources.flatMap(headerOf)
  const named = (place: 'cookie' | 'query') => sources.flatMap((one) => (one.in === place ? [one.name] : []))
  const [cookies, params] = [named('cookie'), named('query')]
  return {
    ...(headers.length === 0 ? {} : { from_headers: headers }),
    ...(params.length === 0 ? {} : { from_params: params }),
    ...(cookies.length === 0 ? {} : { from_cookies: cookies }),
  }
}

function headerOf(source: TokenSource) {
  if (source.in === 'ws-subprotocol') return [{ name: 'Sec-WebSocket-Protocol' }]
  if (source.in !== 'header') return []
  return [{ name: source.name, ...(source.scheme === undefined ? {} : { value_prefix: `${source.scheme} ` }) }]
}
