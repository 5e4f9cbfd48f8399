import type { Gateway } from '../model/gateway.js'
import { httpRoutes, tcpRoutes } from '../model/route-reading.js'
import type { HttpRoute } from '../model/route-schema.js'
import type { TokenSource } from '../model/token-schema.js'
import type { Capability } from './capability.js'

/** What a description asks of a gateway, each with the ids of the routes and token rules that ask. */
export function askedCapabilities(gateway: Gateway): Map<Capability, string[]> {
  const http = httpRoutes(gateway)
  const ids = (which: (route: HttpRoute) => boolean) => http.filter(which).map(({ id }) => id)
  const rewritten = (route: HttpRoute) => route.upstreamPath !== undefined && route.upstreamPath !== route.match.path
  const asked: [Capability, string[]][] = [
    ...tokenCapabilities(gateway),
    ['path-rewrite', ids((route) => rewritten(route) && route.match.type === 'prefix')],
    ['exact-rewrite', ids((route) => rewritten(route) && route.match.type === 'exact')],
    ['websocket', ids(({ kind }) => kind === 'websocket')],
    ['websocket-prefix', ids(({ kind, match }) => kind === 'websocket' && match.type === 'prefix')],
    ['guarded-websocket', ids(({ kind, auth }) => kind === 'websocket' && typeof auth === 'object')],
    ['tcp', tcpRoutes(gateway).map(({ id }) => id)],
    ['unshared-connections', ids(({ to }) => gateway.upstreams.some((one) => one.id === to && !one.reuseConnections))],
    ['idle-timeout', ids(({ kind }) => kind === 'websocket')],
    ['response-timeout', ids(({ kind }) => kind === 'http')],
    ['body-limit', ids(({ kind }) => kind === 'http')],
    ['header-limit', http.length > 0 ? ['limits'] : []],
    ['rate-limit', ids(({ rateLimit }) => rateLimit !== undefined)],
    ['cors', gateway.cors === undefined ? [] : ['cors']],
    ['tls', gateway.tls === undefined ? [] : ['tls']],
  ]
  return new Map(asked.filter(([, who]) => who.length > 0))
}

function tokenCapabilities({ tokens }: Gateway): [Capability, string[]][] {
  const from = (which: (source: TokenSource) => boolean) =>
    tokens.filter(({ sources }) => sources.some(which)).map(({ id }) => id)
  const checking = (how: 'equals' | 'equalsQuery') =>
    tokens.filter(({ claims }) => claims.some((claim) => how in claim)).map(({ id }) => id)
  return [
    ['hs256', tokens.filter(({ key }) => key.alg === 'HS256').map(({ id }) => id)],
    ['rs256', tokens.filter(({ key }) => key.alg === 'RS256').map(({ id }) => id)],
    ['key-discovery', tokens.filter(({ key }) => key.alg === 'RS256' && !key.publicKey).map(({ id }) => id)],
    ['issuer-with-two-keys', twoKeys(tokens)],
    ['cookie-token', from((source) => source.in === 'cookie')],
    ['query-token', from((source) => source.in === 'query')],
    ['subprotocol-token', from((source) => source.in === 'ws-subprotocol')],
    ['claim-value', checking('equals')],
    ['claim-of-query', checking('equalsQuery')],
    ['bare-header-token', from((source) => source.in === 'header' && source.scheme === undefined)],
  ]
}

const twoKeys = (tokens: Gateway['tokens']) =>
  tokens
    .filter((rule) => tokens.some((other) => other.issuer === rule.issuer && !isSameKey(rule.key, other.key)))
    .map(({ id }) => id)

const isSameKey = (one: Gateway['tokens'][number]['key'], other: Gateway['tokens'][number]['key']) =>
  JSON.stringify(one) === JSON.stringify(other)
