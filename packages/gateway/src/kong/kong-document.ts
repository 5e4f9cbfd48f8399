import type { Gateway } from '../model/gateway.js'
import { httpRoutes, methodsOf, tcpRoutes, timeoutsOf } from '../model/route-reading.js'
import type { HttpRoute, TcpRoute } from '../model/route-schema.js'
import { upstreamOf } from '../render/upstream-of.js'
import { kongConsumers } from './kong-consumers.js'
import { type KongPlugin, kongCors, kongPlugins } from './kong-plugins.js'

/** How a secret is written, by the name of its variable. */
export type WriteSecret = (name: string) => string

/** The declarative configuration, the same for decK and for Kong without a database but for how secrets are written. */
export const kongDocument = (gateway: Gateway, secret: WriteSecret) => ({
  _format_version: '3.0',
  services: [
    ...httpRoutes(gateway).map((route) => httpService(gateway, route)),
    ...tcpRoutes(gateway).map((route) => tcpService(gateway, route)),
  ],
  ...(gateway.cors === undefined ? {} : { plugins: [kongCors(gateway.cors)] }),
  ...(gateway.tokens.length === 0 ? {} : { consumers: kongConsumers(gateway, secret) }),
})

function httpService(gateway: Gateway, route: HttpRoute) {
  const { host, port, tls } = upstreamOf(gateway, route)
  const { connectMs, responseMs, idleMs } = timeoutsOf(route)
  const silence = route.kind === 'websocket' ? idleMs : responseMs
  return {
    name: `${gateway.name}-${route.id}`,
    protocol: tls ? 'https' : 'http',
    host,
    port,
    ...(route.upstreamPath === undefined ? {} : { path: route.upstreamPath }),
    connect_timeout: connectMs,
    read_timeout: silence,
    write_timeout: silence,
    routes: [httpRoute(gateway, route, kongPlugins(gateway, route))],
  }
}

const httpRoute = (gateway: Gateway, route: HttpRoute, plugins: KongPlugin[]) => ({
  name: `${gateway.name}-${route.id}`,
  ...(gateway.hosts.length === 0 ? {} : { hosts: gateway.hosts }),
  paths: pathsOf(route),
  // Named on every route: Kong prefers a route that names methods to a longer path, which must not decide.
  methods: methodsOf(gateway, route),
  ...(route.match.type === 'exact' ? { regex_priority: 1 } : {}),
  strip_path: route.upstreamPath !== undefined,
  protocols: ['http', 'https'],
  ...(plugins.length === 0 ? {} : { plugins }),
})

/** A plain path of Kong is a prefix of characters: /mps would take /mpsx as well. */
function pathsOf({ match: { path, type } }: HttpRoute): string[] {
  if (path === '/' && type === 'prefix') return ['/']
  const exact = `~${path.replace(/[.]/g, '\\.')}$`
  return type === 'exact' ? [exact] : [exact, `${path}/`]
}

function tcpService(gateway: Gateway, route: TcpRoute) {
  const { host, port } = upstreamOf(gateway, route)
  const name = `${gateway.name}-${route.id}`
  return {
    name,
    protocol: 'tcp',
    host,
    port,
    connect_timeout: 5_000,
    read_timeout: route.idleMs,
    write_timeout: route.idleMs,
    routes: [{ name, protocols: ['tcp'], destinations: [{ port: route.port }] }],
  }
}
