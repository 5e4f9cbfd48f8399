import type { Gateway } from '../model/gateway.js'
import { httpRoutes, timeoutsOf } from '../model/route-reading.js'
import type { Upstream } from '../model/upstream-schema.js'
import { duration, extension } from './extension.js'
import { keyCluster } from './jwt-filter.js'

/** The upstreams, and the issuers whose keys are fetched. */
export const clusters = (gateway: Gateway, authorities: string) => [
  ...gateway.upstreams.map((upstream) => upstreamCluster(gateway, upstream, authorities)),
  ...gateway.tokens.flatMap(({ id, key }) =>
    key.alg === 'RS256' ? [issuerCluster(id, new URL(key.jwksUri), authorities)] : [],
  ),
]

const upstreamCluster = (gateway: Gateway, upstream: Upstream, authorities: string) => {
  const { id, host, port, tls, reuseConnections } = upstream
  return {
    ...cluster(id, host, port, connectTimeout(gateway, id)),
    ...(reuseConnections ? {} : { typed_extension_protocol_options: oneRequestPerConnection }),
    ...(tls ? { transport_socket: tlsTo(host, authorities) } : {}),
  }
}

const issuerCluster = (id: string, url: URL, authorities: string) => ({
  ...cluster(keyCluster(id), url.hostname, Number(url.port || 443), 5_000),
  transport_socket: tlsTo(url.hostname, authorities),
})

/** A cluster has one connect timeout: the longest that a route to it asks for. */
function connectTimeout(gateway: Gateway, upstream: string): number {
  const asked = httpRoutes(gateway).filter(({ to }) => to === upstream)
  return asked.length === 0 ? 5_000 : Math.max(...asked.map((route) => timeoutsOf(route).connectMs))
}

const cluster = (name: string, host: string, port: number, connectMs: number) => ({
  name,
  type: 'STRICT_DNS',
  // Envoy itself would take an IPv6 address wherever a name has one, and no other where that one is not listened on.
  dns_lookup_family: 'V4_PREFERRED',
  connect_timeout: duration(connectMs),
  load_assignment: {
    cluster_name: name,
    endpoints: [{ lb_endpoints: [{ endpoint: { address: { socket_address: { address: host, port_value: port } } } }] }],
  },
})

const oneRequestPerConnection = {
  'envoy.extensions.upstreams.http.v3.HttpProtocolOptions': extension('upstreams.http.v3.HttpProtocolOptions', {
    common_http_protocol_options: { max_requests_per_connection: 1 },
    explicit_http_config: { http_protocol_options: {} },
  }),
}

const tlsTo = (host: string, authorities: string) => ({
  name: 'envoy.transport_sockets.tls',
  typed_config: extension('transport_sockets.tls.v3.UpstreamTlsContext', {
    sni: host,
    common_tls_context: {
      validation_context: {
        trusted_ca: { filename: authorities },
        match_typed_subject_alt_names: [{ san_type: 'DNS', matcher: { exact: host } }],
      },
    },
  }),
})
