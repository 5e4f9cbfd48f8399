import type { Gateway } from '../model/gateway.js'
import type { Cors } from '../model/gateway-schema.js'
import type { HttpRoute } from '../model/route-schema.js'
import type { TokenRule, TokenSource } from '../model/token-schema.js'
import { tokenRuleOf } from '../render/upstream-of.js'

/** A plugin as declarative configuration writes it. */
export interface KongPlugin {
  name: string
  config: Record<string, unknown>
}

/** The plugins of one route. Kong runs them by their own priority, whatever their order here. */
export function kongPlugins(gateway: Gateway, route: HttpRoute): KongPlugin[] {
  const rule = tokenRuleOf(gateway, route)
  return [
    ...(rule === undefined ? [] : tokenPlugins(rule)),
    ...(route.rateLimit === undefined ? [] : [rateLimiting(route.rateLimit)]),
    ...(route.kind === 'http' ? [bodyLimit(route.maxBodyBytes ?? gateway.limits.maxBodyBytes)] : []),
  ]
}

function tokenPlugins({ id, sources }: TokenRule): KongPlugin[] {
  const copies = sources.flatMap(copyToAuthorization)
  const headers = sources.flatMap((source) =>
    source.in === 'header' && source.scheme === 'Bearer' ? [source.name] : [],
  )
  const named = (place: 'cookie' | 'query') => sources.flatMap((one) => (one.in === place ? [one.name] : []))
  return [
    ...(copies.length === 0 ? [] : [{ name: 'pre-function', config: { access: [copies.join('\n')] } }]),
    {
      name: 'jwt',
      config: {
        key_claim_name: 'iss',
        claims_to_verify: ['exp'],
        header_names: [...new Set([...headers, ...(copies.length === 0 ? [] : ['Authorization'])])].map(lowerCase),
        cookie_names: named('cookie'),
        uri_param_names: named('query'),
      },
    },
    // The jwt plugin takes a token of any consumer; the group says whose tokens this route takes.
    { name: 'acl', config: { allow: [id], hide_groups_header: true } },
  ]
}

const lowerCase = (text: string) => text.toLowerCase()

function copyToAuthorization(source: TokenSource): string[] {
  const header = source.in === 'ws-subprotocol' ? 'Sec-WebSocket-Protocol' : bareHeader(source)
  if (header === undefined) return []
  return [
    `local token = kong.request.get_header("${header}")`,
    'if token then kong.service.request.set_header("Authorization", "Bearer " .. token) end',
  ]
}

const bareHeader = (source: TokenSource) =>
  source.in === 'header' && source.scheme === undefined ? source.name : undefined

const rateLimiting = ({ requests, per }: NonNullable<HttpRoute['rateLimit']>): KongPlugin => ({
  name: 'rate-limiting',
  config: { [per]: requests, limit_by: 'ip', policy: 'local' },
})

const bodyLimit = (bytes: number): KongPlugin => ({
  name: 'request-size-limiting',
  config: { allowed_payload_size: bytes, size_unit: 'bytes' },
})

/** The one plugin of every route: preflights are answered before a token is looked at. */
export const kongCors = (cors: Cors): KongPlugin => ({
  name: 'cors',
  config: {
    origins: cors.origins,
    methods: cors.methods,
    headers: cors.headers,
    ...(cors.exposeHeaders.length === 0 ? {} : { exposed_headers: cors.exposeHeaders }),
    credentials: cors.credentials,
    max_age: cors.maxAgeSeconds,
  },
})
