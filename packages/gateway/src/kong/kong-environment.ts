import type { Gateway } from '../model/gateway.js'
import { tcpRoutes } from '../model/route-reading.js'

/** What Kong takes from its environment and not from the declarative configuration, as lines for an `--env-file`. */
export function kongEnvironment(gateway: Gateway, databaseLess: boolean): string {
  const tcp = tcpRoutes(gateway).map(({ port }) => `0.0.0.0:${port}`)
  const unshared = gateway.upstreams.some(({ reuseConnections }) => !reuseConnections)
  const { tls, limits, port } = gateway
  const lines = [
    ...(databaseLess ? ['KONG_DATABASE=off', 'KONG_DECLARATIVE_CONFIG=/kong/kong.yaml'] : []),
    `KONG_PROXY_LISTEN=0.0.0.0:${port}${tls === undefined ? '' : ' ssl'}`,
    ...(tcp.length === 0 ? [] : [`KONG_STREAM_LISTEN=${tcp.join(', ')}`]),
    ...(unshared ? ['KONG_UPSTREAM_KEEPALIVE_POOL_SIZE=0'] : []),
    `KONG_NGINX_HTTP_LARGE_CLIENT_HEADER_BUFFERS=4 ${Math.ceil(limits.maxHeaderBytes / 4)}`,
    ...(tls === undefined ? [] : [`KONG_SSL_CERT=\${${tls.certificate.env}}`, `KONG_SSL_CERT_KEY=\${${tls.key.env}}`]),
  ]
  return `${lines.join('\n')}\n`
}
