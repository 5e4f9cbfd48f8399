import type { Gateway } from '../model/gateway.js'
import { methodsOf, routesByPrecedence, timeoutsOf, tokenOf } from '../model/route-reading.js'
import type { HttpRoute } from '../model/route-schema.js'
import { claimsOfRoute } from './claims-filter.js'
import { duration, extension } from './extension.js'

/** The routes in the order in which the first that fits wins. */
export const envoyRoutes = (gateway: Gateway) =>
  routesByPrecedence(gateway).flatMap((route) =>
    pathMatches(route).map(({ match, rewrite }) => ({
      name: route.id,
      match: { ...match, headers: [methodMatch(gateway, route)] },
      route: { cluster: route.to, ...rewrite, ...timing(route), ...upgrades(route) },
      typed_per_filter_config: perRoute(gateway, route),
    })),
  )

/**
 * A rewritten prefix becomes two routes: Envoy replaces the matched characters as they are, so `/mps` to `/` would make
 * `//device` of `/mps/device`.
 */
function pathMatches({ match: { path, type }, upstreamPath }: HttpRoute): { match: object; rewrite: object }[] {
  const rewrite = (to: string | undefined) => (to === undefined ? {} : { prefix_rewrite: to })
  if (type === 'exact') return [{ match: { path }, rewrite: rewrite(upstreamPath) }]
  const folder = (text: string) => (text === '/' ? '/' : `${text}/`)
  const below = { match: { prefix: folder(path) }, rewrite: rewrite(upstreamPath && folder(upstreamPath)) }
  return path === '/' && upstreamPath === undefined
    ? [below]
    : [{ match: { path }, rewrite: rewrite(upstreamPath) }, below]
}

const methodMatch = (gateway: Gateway, route: HttpRoute) => ({
  name: ':method',
  string_match: { safe_regex: { regex: methodsOf(gateway, route).join('|') } },
})

function timing(route: HttpRoute) {
  const { responseMs, idleMs } = timeoutsOf(route)
  return route.kind === 'websocket'
    ? { timeout: '0s', idle_timeout: duration(idleMs) }
    : { timeout: duration(responseMs), idle_timeout: '0s' }
}

const upgrades = ({ kind }: HttpRoute) =>
  kind === 'websocket' ? { upgrade_configs: [{ upgrade_type: 'websocket' }] } : {}

function perRoute(gateway: Gateway, route: HttpRoute) {
  const token = tokenOf(route)
  return {
    ...(token === undefined
      ? {}
      : {
          'envoy.filters.http.jwt_authn': extension('filters.http.jwt_authn.v3.PerRouteConfig', {
            requirement_name: token,
          }),
        }),
    ...claimsOfRoute(gateway, route),
    'envoy.filters.http.buffer': extension('filters.http.buffer.v3.BufferPerRoute', buffer(gateway, route)),
    ...(route.rateLimit === undefined
      ? {}
      : { 'envoy.filters.http.local_ratelimit': rateLimit(route.id, route.rateLimit) }),
  }
}

const buffer = ({ limits }: Gateway, { kind, maxBodyBytes }: HttpRoute) =>
  kind === 'websocket' ? { disabled: true } : { buffer: { max_request_bytes: maxBodyBytes ?? limits.maxBodyBytes } }

const seconds = { second: 1, minute: 60, hour: 3600 }

/** A bucket per client address, made as addresses are seen. The outer bucket, which Envoy asks for, never runs out. */
function rateLimit(name: string, { requests, per }: NonNullable<HttpRoute['rateLimit']>) {
  const bucket = (tokens: number) => ({
    max_tokens: tokens,
    tokens_per_fill: tokens,
    fill_interval: `${seconds[per]}s`,
  })
  const always = { default_value: { numerator: 100, denominator: 'HUNDRED' } }
  return extension('filters.http.local_ratelimit.v3.LocalRateLimit', {
    stat_prefix: name,
    token_bucket: bucket(4_294_967_295),
    filter_enabled: always,
    filter_enforced: always,
    rate_limits: [{ actions: [{ remote_address: {} }] }],
    descriptors: [{ entries: [{ key: 'remote_address' }], token_bucket: bucket(requests) }],
  })
}
