import { adapterKeys } from './adapter-keys.js'
import { consulPreview } from './consul-preview.js'
import { logLevels } from './log-levels.js'
import type { KnownKey, ServiceSchema } from './service-schema.js'
import { storeKeys } from './store-keys.js'

const port: Pick<KnownKey, 'type' | 'range' | 'scope'> = { type: 'number', range: [1, 65_535], scope: 'instance' }
const unread = 'is not read by RPS 2.40, so that it changes nothing'
const overwritten = 'is worked out by RPS itself, which overwrites it'

const server: readonly KnownKey[] = [
  { name: 'web_port', ...port, help: 'Port of the API' },
  { name: 'websocketport', ...port, help: 'Port that rpc-go connects to' },
  { name: 'rpswebport', ...port, variable: 'RPSWEBPORT', help: 'Port that the health check of the image asks' },
  {
    name: 'log_level',
    type: 'text',
    choices: logLevels,
    scope: 'shared',
    variable: 'RPS_LOG_LEVEL',
    help: 'How much is logged; RPS takes it from its variable alone, default info',
  },
  { name: 'mps_server', type: 'text', scope: 'shared', help: 'URL of MPS, which RPS tells of devices' },
  { name: 'mqtt_address', type: 'text', scope: 'shared', help: 'URL of the MQTT broker; empty for none' },
  { name: 'enterprise_assistant_url', type: 'text', scope: 'shared', help: 'URL of the Enterprise Assistant' },
  { name: 'cors_origin', type: 'text', scope: 'shared', help: 'Not used by RPS 2.40', warning: unread },
  { name: 'cors_headers', type: 'text', scope: 'shared', help: 'Not used by RPS 2.40', warning: unread },
  { name: 'cors_methods', type: 'text', scope: 'shared', help: 'Not used by RPS 2.40', warning: unread },
  {
    name: 'jwt_token_header',
    type: 'text',
    scope: 'shared',
    help: 'Header with the token, for middleware of your own',
  },
  { name: 'jwt_tenant_property', type: 'text', scope: 'shared', help: 'Claim with the tenant, for such middleware' },
]

const activation: readonly KnownKey[] = [
  { name: 'delay_timer', type: 'number', scope: 'shared', help: 'Seconds that an answer of a device may take' },
  {
    name: 'delay_tls_timer',
    type: 'number',
    scope: 'shared',
    help: 'Seconds for the answers of a device that sets up TLS; default 15',
  },
  { name: 'wsman_max_attempts', type: 'number', scope: 'shared', help: 'Attempts of a call to a device; default 3' },
  { name: 'disable_cira_domain_name', type: 'text', scope: 'shared', help: 'Domain in which devices do without CIRA' },
  {
    name: 'amt_legacy_tls_compatibility',
    type: 'truth',
    scope: 'shared',
    help: 'Whether older TLS of AMT is taken; default false',
  },
  {
    name: 'amt_post_tls_reject',
    type: 'truth',
    scope: 'shared',
    help: 'Whether the certificate of a device is checked once RPS has given it one; default false',
  },
  {
    name: 'amt_tls_tunnel_persistent',
    type: 'truth',
    scope: 'shared',
    help: 'Whether the TLS tunnel is kept from call to call; default true',
  },
  {
    name: 'prevent_orphaned_devices',
    type: 'truth',
    scope: 'shared',
    help: 'Whether a device that MPS still knows is refused until it is removed there; default false',
  },
  { name: 'delay_activation_sync', type: 'number', scope: 'shared', help: 'Set by RPS itself', warning: overwritten },
  {
    name: 'delay_setup_and_config_sync',
    type: 'number',
    scope: 'shared',
    help: 'Set by RPS itself',
    warning: overwritten,
  },
  { name: 'delay_tls_put_data_sync', type: 'number', scope: 'shared', help: 'Set by RPS itself', warning: overwritten },
]

// Paths are shared, as in mps.ts.
const databaseTls: readonly KnownKey[] = [
  { name: 'postgres_ssl_ca', type: 'text', scope: 'shared', help: 'Path of the authority of the database' },
  { name: 'postgres_ssl_cert', type: 'text', scope: 'shared', help: 'Path of the client certificate' },
  { name: 'postgres_ssl_key', type: 'text', scope: 'shared', help: 'Path of its private key' },
  {
    name: 'postgres_ssl_reject_unauthorized',
    type: 'truth',
    scope: 'shared',
    help: 'Whether the certificate of the database is checked; default true',
  },
]

/** What RPS 2.40 reads: `.rpsrc`, `RPSConfig`, `Environment.ts`, its logger and its health check, and our adapter. */
export const rps: ServiceSchema = {
  service: 'rps',
  takes: { by: 'file', variable: 'RPS_CONFIG', ownFile: '.rpsrc', prefix: 'RPS_' },
  keys: [...server, ...activation, ...databaseTls, ...storeKeys, ...consulPreview, ...adapterKeys],
}
