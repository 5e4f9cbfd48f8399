import { adapterKeys } from './adapter-keys.js'
import { consulPreview } from './consul-preview.js'
import { logLevels } from './log-levels.js'
import type { KnownKey, ServiceSchema } from './service-schema.js'
import { storeKeys } from './store-keys.js'

const unread = 'is not read by MPS 2.34, so that it changes nothing'
const port: Pick<KnownKey, 'type' | 'range' | 'scope'> = { type: 'number', range: [1, 65_535], scope: 'instance' }
const tlsVersions = ['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3']

const server: readonly KnownKey[] = [
  { name: 'instance_name', type: 'text', scope: 'instance', help: 'Name under which an instance keeps its devices' },
  { name: 'port', ...port, help: 'Port that devices connect to' },
  { name: 'web_port', ...port, help: 'Port of the API' },
  { name: 'mpswebport', ...port, variable: 'MPSWEBPORT', help: 'Port that the health check of the image asks' },
  {
    name: 'log_level',
    type: 'text',
    choices: logLevels,
    scope: 'shared',
    variable: 'MPS_LOG_LEVEL',
    help: 'How much is logged; MPS takes it from its variable alone, default info',
  },
  { name: 'cira_last_seen', type: 'truth', scope: 'shared', help: 'Whether keep-alives of devices are written down' },
  {
    name: 'cira_window_size',
    type: 'number',
    range: [32_768, 1_048_576],
    scope: 'shared',
    help: 'Bytes that a channel to a device may have under way; default 81920, also for what is out of range',
  },
  {
    name: 'timeout_ms_default',
    type: 'number',
    range: [1, 2_147_483_647],
    scope: 'shared',
    help: 'Milliseconds that a call to a device may take; default 10000',
  },
  { name: 'mqtt_address', type: 'text', scope: 'shared', help: 'URL of the MQTT broker; empty for none' },
  {
    name: 'cira_root',
    type: 'text',
    scope: 'shared',
    help: 'Which CIRA root the adapter accepts: sha256:<64 digits>, or replace:sha256:<64 digits>',
  },
  { name: 'listen_any', type: 'truth', scope: 'shared', help: 'Not used by MPS 2.34', warning: unread },
  { name: 'https', type: 'truth', scope: 'shared', help: 'Not used by MPS 2.34', warning: unread },
  { name: 'tls_offload', type: 'truth', scope: 'shared', help: 'Not used by MPS 2.34', warning: unread },
  { name: 'data_path', type: 'text', scope: 'shared', help: 'Not used by MPS 2.34', warning: unread },
  { name: 'cors_origin', type: 'text', scope: 'shared', help: 'Not used by MPS 2.34', warning: unread },
  { name: 'cors_headers', type: 'text', scope: 'shared', help: 'Not used by MPS 2.34', warning: unread },
  { name: 'cors_methods', type: 'text', scope: 'shared', help: 'Not used by MPS 2.34', warning: unread },
]

const login: readonly KnownKey[] = [
  {
    name: 'web_auth_enabled',
    type: 'truth',
    scope: 'shared',
    help: 'Whether MPS itself lets its administrator log in',
  },
  { name: 'web_admin_user', type: 'text', scope: 'shared', help: 'Name of the administrator' },
  { name: 'web_admin_password', type: 'text', scope: 'secret', help: 'Password of the administrator' },
  { name: 'jwt_secret', type: 'text', scope: 'secret', help: 'Key that signs tokens' },
  { name: 'jwt_issuer', type: 'text', scope: 'shared', help: 'Issuer that tokens name; the gateway compares it' },
  { name: 'jwt_expiration', type: 'number', scope: 'shared', help: 'Minutes for which a token of the login is good' },
  {
    name: 'redirection_expiration_time',
    type: 'number',
    scope: 'shared',
    help: 'Minutes for which a token of a redirection session is good',
  },
  {
    name: 'jwt_token_header',
    type: 'text',
    scope: 'shared',
    help: 'Header with the token, for middleware of your own',
  },
  { name: 'jwt_tenant_property', type: 'text', scope: 'shared', help: 'Claim with the tenant, for such middleware' },
]

const certificates: readonly KnownKey[] = [
  {
    name: 'generate_certificates',
    type: 'truth',
    scope: 'shared',
    help: 'Whether MPS takes its certificates from the secret store and makes them when there are none',
  },
  { name: 'common_name', type: 'text', scope: 'shared', help: 'Host name that devices connect to, in its certificate' },
  { name: 'country', type: 'text', scope: 'shared', help: 'Country in certificates that MPS makes' },
  { name: 'organization', type: 'text', scope: 'shared', help: 'Organisation in certificates that MPS makes' },
  { name: 'company', type: 'text', scope: 'shared', help: 'Not used by MPS 2.34', warning: unread },
  {
    name: 'cert_format',
    type: 'text',
    choices: ['file', 'raw'],
    scope: 'shared',
    help: 'Without generated certificates: from files in its folder private, or raw from the keys tls_cert and so on',
  },
  { name: 'cert_path', type: 'text', scope: 'shared', help: 'Not used by MPS 2.34', warning: unread },
  { name: 'tls_cert', type: 'text', scope: 'shared', help: 'Certificate for devices as PEM, for the format raw' },
  { name: 'tls_cert_key', type: 'text', scope: 'secret', help: 'Its private key as PEM' },
  { name: 'tls_cert_ca', type: 'text', scope: 'shared', help: 'Not used by MPS 2.34', warning: unread },
  { name: 'web_tls_cert', type: 'text', scope: 'shared', help: 'Certificate of the API as PEM, for the format raw' },
  { name: 'web_tls_cert_key', type: 'text', scope: 'secret', help: 'Its private key as PEM' },
  { name: 'web_tls_cert_ca', type: 'text', scope: 'shared', help: 'Its authority as PEM' },
  {
    name: 'mps_cert_key_size',
    type: 'number',
    scope: 'shared',
    help: 'Not used by MPS 2.34 in this place',
    warning: 'is not read here; set mps_tls_config.mps_cert_key_size',
  },
]

// Paths are shared: replicas of one image find a file at the same place, and a machine where it is not so says so in
// its environment, which wins.
const tls: readonly KnownKey[] = [
  { name: 'mps_tls_config.key', type: 'text', scope: 'shared', help: 'Path of the private key for devices' },
  { name: 'mps_tls_config.cert', type: 'text', scope: 'shared', help: 'Path of the certificate for devices' },
  { name: 'mps_tls_config.requestCert', type: 'truth', scope: 'shared', help: 'Whether devices are asked for one' },
  { name: 'mps_tls_config.rejectUnauthorized', type: 'truth', scope: 'shared', help: 'Whether devices need one' },
  {
    name: 'mps_tls_config.minVersion',
    type: 'text',
    choices: tlsVersions,
    scope: 'shared',
    help: 'Oldest TLS for devices; decides the ciphers too when MPS makes its certificates',
  },
  {
    name: 'mps_tls_config.ciphers',
    type: 'text',
    scope: 'shared',
    help: 'Ciphers for devices, as OpenSSL writes them',
  },
  {
    name: 'mps_tls_config.mps_cert_key_size',
    type: 'number',
    choices: ['2048', '3072'],
    scope: 'shared',
    help: 'Bits of the key of a certificate that MPS makes',
  },
  { name: 'mps_tls_config.secureOptions', type: 'list', scope: 'shared', help: 'Names of OpenSSL options for devices' },
  { name: 'web_tls_config.key', type: 'text', scope: 'shared', help: 'Path of the private key of the API' },
  { name: 'web_tls_config.cert', type: 'text', scope: 'shared', help: 'Path of the certificate of the API' },
  { name: 'web_tls_config.ca', type: 'list', scope: 'shared', help: 'Paths of its authorities' },
  { name: 'web_tls_config.secureOptions', type: 'list', scope: 'shared', help: 'Names of OpenSSL options of the API' },
]

/** What MPS 2.34 reads: `.mpsrc`, `Config.d.ts`, `index.ts`, its logger and its health check, and our adapter. */
export const mps: ServiceSchema = {
  service: 'mps',
  takes: { by: 'file', variable: 'MPS_CONFIG', ownFile: '.mpsrc', prefix: 'MPS_' },
  keys: [...server, ...login, ...certificates, ...tls, ...storeKeys, ...consulPreview, ...adapterKeys],
}
