import { XMLBuilder } from 'fast-xml-parser'
import type { Gateway } from '../model/gateway.js'
import type { Cors } from '../model/gateway-schema.js'
import { timeoutsOf } from '../model/route-reading.js'
import type { HttpRoute } from '../model/route-schema.js'
import { tokenRuleOf, upstreamOf } from '../render/upstream-of.js'
import { validateJwt } from './validate-jwt.js'

/** A part of a policy: elements by name, attributes by `@name`. */
export type PolicyPart = Record<string, unknown>

const builder = new XMLBuilder({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  format: true,
  suppressEmptyNode: true,
  suppressBooleanAttributes: false,
})

/** A policy document as well-formed XML, so that expressions in it are escaped (format `xml`, not `rawxml`). */
function policy(inbound: PolicyPart, forward: PolicyPart | undefined = undefined): string {
  const base = { base: '' }
  return builder.build({
    policies: {
      inbound: { ...base, ...inbound },
      backend: forward ?? base,
      outbound: base,
      'on-error': base,
    },
  })
}

/** The policy of the API: who may call from a page. Preflights are answered before an operation's policy runs. */
export const apiPolicy = ({ cors }: Gateway): string => policy(cors === undefined ? {} : { cors: corsOf(cors) })

const corsOf = (cors: Cors): PolicyPart => ({
  '@allow-credentials': String(cors.credentials),
  'allowed-origins': { origin: cors.origins },
  'allowed-methods': { '@preflight-result-max-age': String(cors.maxAgeSeconds), method: cors.methods },
  'allowed-headers': { header: cors.headers },
  ...(cors.exposeHeaders.length === 0 ? {} : { 'expose-headers': { header: cors.exposeHeaders } }),
})

const seconds = { second: 1, minute: 60, hour: 3600 }

/** The policy of one operation. `below` is the operation of everything below a prefix. */
export function operationPolicy(gateway: Gateway, route: HttpRoute, below: boolean): string {
  const rule = tokenRuleOf(gateway, route)
  const { host, port, tls } = upstreamOf(gateway, route)
  return policy(
    {
      ...(route.rateLimit === undefined ? {} : { 'rate-limit-by-key': rateLimit(route.rateLimit) }),
      ...(rule === undefined ? {} : { 'validate-jwt': validateJwt(gateway, rule) }),
      'validate-content': bodyLimit(route.maxBodyBytes ?? gateway.limits.maxBodyBytes),
      'set-backend-service': { '@base-url': `${tls ? 'https' : 'http'}://${host}:${port}` },
      ...rewrite(route, below),
    },
    { 'forward-request': { '@timeout': String(Math.max(1, Math.ceil(timeoutsOf(route).responseMs / 1000))) } },
  )
}

const rateLimit = ({ requests, per }: NonNullable<HttpRoute['rateLimit']>): PolicyPart => ({
  '@calls': String(requests),
  '@renewal-period': String(seconds[per]),
  '@counter-key': '@(context.Request.IpAddress)',
})

const bodyLimit = (bytes: number): PolicyPart => ({
  '@unspecified-content-type-action': 'ignore',
  '@max-size': String(Math.min(bytes, 4_194_304)),
  '@size-exceeded-action': 'prevent',
})

function rewrite({ match: { path }, upstreamPath }: HttpRoute, below: boolean): PolicyPart {
  if (upstreamPath === undefined) return {}
  if (!below) return { 'rewrite-uri': { '@template': upstreamPath } }
  const [from, to] = [path === '/' ? 1 : path.length + 1, upstreamPath === '/' ? '/' : `${upstreamPath}/`]
  return { 'rewrite-uri': { '@template': `@("${to}" + context.Request.OriginalUrl.Path.Substring(${from}))` } }
}

/** The policy of a websocket's handshake, where neither `cors` nor a rewrite is allowed. */
export function handshakePolicy(gateway: Gateway, route: HttpRoute): string {
  const rule = tokenRuleOf(gateway, route)
  return policy({
    ...(route.rateLimit === undefined ? {} : { 'rate-limit-by-key': rateLimit(route.rateLimit) }),
    ...(rule === undefined ? {} : { 'validate-jwt': validateJwt(gateway, rule) }),
  })
}
