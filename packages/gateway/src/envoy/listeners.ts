import type { Gateway } from '../model/gateway.js'
import type { Cors } from '../model/gateway-schema.js'
import { httpRoutes, tcpRoutes } from '../model/route-reading.js'
import { claimsFilter } from './claims-filter.js'
import { envoyRoutes } from './envoy-routes.js'
import { duration, extension, filter } from './extension.js'
import { jwtFilter } from './jwt-filter.js'

/** The listener of HTTP and websockets, and one for each TCP route. */
export const listeners = (gateway: Gateway, keysSeconds: number) => [
  ...(httpRoutes(gateway).length === 0 ? [] : [httpListener(gateway, keysSeconds)]),
  ...tcpRoutes(gateway).map(({ id, port, to, idleMs }) => ({
    name: id,
    address: listenOn(port),
    filter_chains: [
      {
        filters: [
          filter('envoy.filters.network.tcp_proxy', 'filters.network.tcp_proxy.v3.TcpProxy', {
            stat_prefix: id,
            cluster: to,
            idle_timeout: duration(idleMs),
          }),
        ],
      },
    ],
  })),
]

const listenOn = (port: number) => ({ socket_address: { address: '0.0.0.0', port_value: port } })

const httpListener = (gateway: Gateway, keysSeconds: number) => ({
  name: 'http',
  address: listenOn(gateway.port),
  filter_chains: [{ filters: [connectionManager(gateway, keysSeconds)], ...transport(gateway) }],
})

const connectionManager = (gateway: Gateway, keysSeconds: number) =>
  filter(
    'envoy.filters.network.http_connection_manager',
    'filters.network.http_connection_manager.v3.HttpConnectionManager',
    {
      stat_prefix: 'http',
      // What routes compare is what the upstream sees: a path that reads differently there would pass by its token rule.
      normalize_path: true,
      merge_slashes: true,
      use_remote_address: true,
      max_request_headers_kb: Math.ceil(gateway.limits.maxHeaderBytes / 1024),
      stream_idle_timeout: '0s',
      request_headers_timeout: duration(30_000),
      http_filters: httpFilters(gateway, keysSeconds),
      route_config: { name: 'routes', ignore_port_in_host_matching: true, virtual_hosts: [virtualHost(gateway)] },
    },
  )

const httpFilters = (gateway: Gateway, keysSeconds: number) => [
  ...(gateway.cors === undefined ? [] : [filter('envoy.filters.http.cors', 'filters.http.cors.v3.Cors')]),
  ...(httpRoutes(gateway).some(({ rateLimit }) => rateLimit)
    ? [
        filter('envoy.filters.http.local_ratelimit', 'filters.http.local_ratelimit.v3.LocalRateLimit', {
          stat_prefix: 'off',
        }),
      ]
    : []),
  ...(gateway.tokens.length === 0 ? [] : [jwtFilter(gateway, keysSeconds)]),
  ...claimsFilter(gateway),
  filter('envoy.filters.http.buffer', 'filters.http.buffer.v3.Buffer', {
    max_request_bytes: gateway.limits.maxBodyBytes,
  }),
  filter('envoy.filters.http.router', 'filters.http.router.v3.Router'),
]

const virtualHost = (gateway: Gateway) => ({
  name: gateway.name,
  domains: gateway.hosts.length === 0 ? ['*'] : gateway.hosts,
  ...(gateway.cors === undefined
    ? {}
    : { typed_per_filter_config: { 'envoy.filters.http.cors': corsPolicy(gateway.cors) } }),
  routes: envoyRoutes(gateway),
})

const corsPolicy = (cors: Cors) =>
  extension('filters.http.cors.v3.CorsPolicy', {
    allow_origin_string_match: cors.origins.map((origin) =>
      origin === '*' ? { safe_regex: { regex: '.*' } } : { exact: origin },
    ),
    allow_methods: cors.methods.join(','),
    allow_headers: cors.headers.join(','),
    ...(cors.exposeHeaders.length === 0 ? {} : { expose_headers: cors.exposeHeaders.join(',') }),
    allow_credentials: cors.credentials,
    max_age: String(cors.maxAgeSeconds),
  })

const transport = ({ tls }: Gateway) =>
  tls === undefined
    ? {}
    : {
        transport_socket: {
          name: 'envoy.transport_sockets.tls',
          typed_config: extension('transport_sockets.tls.v3.DownstreamTlsContext', {
            common_tls_context: {
              tls_certificates: [
                {
                  certificate_chain: { environment_variable: tls.certificate.env },
                  private_key: { environment_variable: tls.key.env },
                },
              ],
            },
          }),
        },
      }
