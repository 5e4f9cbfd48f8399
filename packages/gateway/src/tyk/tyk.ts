import type { Gateway } from '../model/gateway.js'
import { httpRoutes, tcpRoutes, timeoutsOf } from '../model/route-reading.js'
import type { TcpRoute } from '../model/route-schema.js'
import { json } from '../render/json.js'
import type { Renderer } from '../render/renderer.js'
import { upstreamOf } from '../render/upstream-of.js'
import { policyId } from './authentication.js'
import { apiId, oas } from './oas.js'
import { type TykApi, tykApis } from './tyk-apis.js'
import { tykCapabilities } from './tyk-capabilities.js'

/** An OpenAPI document per API, classic definitions for TCP, the policies, and settings of the gateway. */
export const tyk: Renderer<object> = {
  title: 'Tyk Gateway',
  capabilities: tykCapabilities,
  files: (gateway) => {
    const apis = tykApis(gateway)
    return {
      ...Object.fromEntries(apis.map((api) => [`oas/${api.route.id}.json`, json(oas(gateway, api))])),
      ...Object.fromEntries(tcpRoutes(gateway).map((route) => [`apps/${route.id}.json`, json(tcp(gateway, route))])),
      'policies.json': json(policies(gateway, apis)),
      'tyk.partial.json': json(settings(gateway)),
    }
  },
}

function tcp(gateway: Gateway, route: TcpRoute) {
  const { host, port } = upstreamOf(gateway, route)
  const id = `${gateway.name}-${route.id}`
  return {
    api_id: id,
    name: id,
    active: true,
    use_keyless: true,
    protocol: 'tcp',
    listen_port: route.port,
    proxy: { target_url: `tcp://${host}:${port}` },
    version_data: { not_versioned: true, versions: { Default: { name: 'Default' } } },
  }
}

/** A policy per token rule that opens the APIs of that rule and no other, without rate or quota. */
const policies = (gateway: Gateway, apis: TykApi[]) =>
  Object.fromEntries(
    gateway.tokens.map((rule) => {
      const id = policyId(gateway, rule)
      const opened = apis.filter(({ route }) => typeof route.auth === 'object' && route.auth.token === rule.id)
      const rights = opened.map(({ route }) => {
        const api = apiId(gateway, route)
        return [api, { api_id: api, api_name: api, versions: ['Default'] }]
      })
      return [
        id,
        { id, name: id, active: true, rate: -1, per: 1, quota_max: -1, access_rights: Object.fromEntries(rights) },
      ]
    }),
  )

function settings(gateway: Gateway) {
  const http = httpRoutes(gateway)
  const slowest = Math.max(
    1,
    ...http.filter(({ kind }) => kind === 'http').map((route) => timeoutsOf(route).responseMs),
  )
  const idle = Math.max(
    slowest,
    ...http.filter(({ kind }) => kind === 'websocket').map((route) => timeoutsOf(route).idleMs),
  )
  const ports = tcpRoutes(gateway).map(({ port }) => port)
  return {
    listen_port: gateway.port,
    http_server_options: {
      enable_websockets: true,
      // A listen path ends at a slash, and an operation's path is the whole path.
      enable_strict_routes: true,
      enable_path_prefix_matching: true,
      enable_path_suffix_matching: true,
      read_timeout: Math.ceil(idle / 1000),
      write_timeout: Math.ceil(idle / 1000),
      ...(gateway.tls === undefined
        ? {}
        : {
            use_ssl: true,
            certificates: [
              { domain_name: '*', cert_file: '/etc/tyk/tls/server.crt', key_file: '/etc/tyk/tls/server.key' },
            ],
          }),
    },
    proxy_default_timeout: Math.ceil(slowest / 1000),
    proxy_close_connections: gateway.upstreams.some(({ reuseConnections }) => !reuseConnections),
    policies: { policy_source: 'file', policy_record_name: '/etc/tyk/policies.json', allow_explicit_policy_id: true },
    ...(ports.length === 0 ? {} : { ports_whitelist: { tcp: { ports } } }),
  }
}
