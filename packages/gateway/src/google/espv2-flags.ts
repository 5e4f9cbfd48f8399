import type { Gateway } from '../model/gateway.js'
import type { Cors } from '../model/gateway-schema.js'

/** The flags of the proxy, one on a line. */
export function espv2Flags({ cors, port, tls }: Gateway): string {
  const flags = [
    `--listener_port=${port}`,
    // The toolkit's tokens have no audience.
    '--disable_jwt_audience_service_name_check',
    ...(cors === undefined ? [] : corsFlags(cors)),
    ...(tls === undefined ? [] : ['--ssl_server_cert_path=/etc/espv2/tls']),
  ]
  return `${flags.join('\n')}\n`
}

function corsFlags(cors: Cors): string[] {
  const [origin, ...others] = cors.origins
  const anchored = cors.origins.map((one) => one.replace(/[.]/g, '\\.')).join('|')
  return [
    ...(others.length === 0
      ? ['--cors_preset=basic', `--cors_allow_origin=${origin}`]
      : ['--cors_preset=cors_with_regex', `--cors_allow_origin_regex=^(${anchored})$`]),
    `--cors_allow_methods=${cors.methods.join(',')}`,
    `--cors_allow_headers=${cors.headers.join(',')}`,
    ...(cors.exposeHeaders.length === 0 ? [] : [`--cors_expose_headers=${cors.exposeHeaders.join(',')}`]),
    ...(cors.credentials ? ['--cors_allow_credentials'] : []),
    `--cors_max_age=${cors.maxAgeSeconds}s`,
  ]
}
