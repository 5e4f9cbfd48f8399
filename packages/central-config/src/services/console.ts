import type { KnownKey, ServiceSchema } from './service-schema.js'

/** A key by its place in Console's `config.yml`, and its variable. */
type Row = readonly [name: string, variable: string, type: KnownKey['type'], help: string, more?: Partial<KnownKey>]

const secret = { scope: 'secret' } as const
const instance = { scope: 'instance' } as const

const application: readonly Row[] = [
  ['app.name', 'APP_NAME', 'text', 'Name of the application in logs'],
  ['app.repo', 'APP_REPO', 'text', 'Repository that is asked for newer releases'],
  ['app.common_name', 'APP_COMMON_NAME', 'text', 'Host name that devices connect to, in the certificate'],
  ['app.encryption_key', 'APP_ENCRYPTION_KEY', 'text', 'Key that encrypts secrets in the database', secret],
  ['app.allow_insecure_ciphers', 'APP_ALLOW_INSECURE_CIPHERS', 'truth', 'Whether old ciphers of devices are taken'],
  ['app.disable_cira', 'APP_DISABLE_CIRA', 'truth', 'Whether devices cannot connect by CIRA; default true'],
  ['http.host', 'HTTP_HOST', 'text', 'Address that Console listens on; empty for all', instance],
  ['http.port', 'HTTP_PORT', 'number', 'Port that Console listens on', { ...instance, range: [1, 65_535] }],
  ['http.allowed_origins', 'HTTP_ALLOWED_ORIGINS', 'list', 'Origins whose pages may call'],
  ['http.allowed_headers', 'HTTP_ALLOWED_HEADERS', 'list', 'Headers that such a page may send'],
  ['http.allow_credentials', 'HTTP_ALLOW_CREDENTIALS', 'truth', 'Whether such a page may send the session cookie'],
  ['http.ws_compression', 'WS_COMPRESSION', 'truth', 'Whether websockets are compressed'],
  ['http.tls.enabled', 'HTTP_TLS_ENABLED', 'truth', 'Whether Console itself serves TLS'],
  ['http.tls.certFile', 'HTTP_TLS_CERT_FILE', 'text', 'Path of the certificate; a new one is made where it is empty'],
  ['http.tls.keyFile', 'HTTP_TLS_KEY_FILE', 'text', 'Path of its private key'],
  [
    'logger.log_level',
    'LOG_LEVEL',
    'text',
    'How much is logged; default info',
    { choices: ['error', 'warn', 'info', 'debug'] },
  ],
  ['ui.externalUrl', 'UI_EXTERNAL_URL', 'text', 'Where the pages are, for a build without them'],
  ['gin_mode', 'GIN_MODE', 'text', 'debug logs every route', { choices: ['debug', 'release', 'test'] }],
  ['enable_pprof', 'ENABLE_PPROF', 'truth', 'Whether the profiler is served at /debug/pprof'],
]

const stores: readonly Row[] = [
  ['secrets.address', 'SECRETS_ADDR', 'text', 'URL of Vault'],
  ['secrets.token', 'SECRETS_TOKEN', 'text', 'Token of Vault', secret],
  ['secrets.path', 'SECRETS_PATH', 'text', 'Engine and folder in Vault'],
  [
    'postgres.provider',
    'DB_PROVIDER',
    'text',
    'Kind of the database; default sqlite',
    { choices: ['postgres', 'sqlite', 'mongo'] },
  ],
  ['postgres.pool_max', 'DB_POOL_MAX', 'number', 'Connections to the database at most'],
  ['postgres.url', 'DB_URL', 'text', 'URL of the database', secret],
  ['ea.url', 'EA_URL', 'text', 'URL of the Enterprise Assistant'],
  ['ea.username', 'EA_USERNAME', 'text', 'User of the Enterprise Assistant'],
  ['ea.password', 'EA_PASSWORD', 'text', 'Its password', secret],
]

const login: readonly Row[] = [
  ['auth.disabled', 'AUTH_DISABLED', 'truth', 'Whether anybody may use Console without a login'],
  ['auth.adminUsername', 'AUTH_ADMIN_USERNAME', 'text', 'Name of the administrator'],
  ['auth.adminPassword', 'AUTH_ADMIN_PASSWORD', 'text', 'Password of the administrator', secret],
  ['auth.jwtKey', 'AUTH_JWT_KEY', 'text', 'Key that signs tokens', secret],
  ['auth.jwtExpiration', 'AUTH_JWT_EXPIRATION', 'text', 'How long a login is good, at least 1m: 24h'],
  [
    'auth.redirectionJWTExpiration',
    'AUTH_REDIRECTION_JWT_EXPIRATION',
    'text',
    'How long a token of a redirection session is good, at least 1m: 5m',
  ],
  ['auth.clientId', 'AUTH_CLIENT_ID', 'text', 'Client id at the OpenID Connect provider; empty for none'],
  ['auth.issuer', 'AUTH_ISSUER', 'text', 'Issuer of the OpenID Connect provider'],
  ['auth.tlsSkipVerify', 'AUTH_TLS_SKIP_VERIFY', 'truth', "Whether that provider's certificate goes unchecked"],
  ['auth.cookieEnabled', 'AUTH_COOKIE_ENABLED', 'truth', 'Whether a login sets a session cookie'],
  ['auth.cookieName', 'AUTH_COOKIE_NAME', 'text', 'Name of the session cookie'],
  ['auth.cookieSecure', 'AUTH_COOKIE_SECURE', 'truth', 'Whether the cookie is sent over TLS alone'],
  [
    'auth.cookieSameSite',
    'AUTH_COOKIE_SAME_SITE',
    'text',
    'From where the cookie is sent; default strict',
    { choices: ['strict', 'lax', 'none'] },
  ],
]

const pages: readonly Row[] = [
  ['auth.ui.clientId', 'AUTH_UI_CLIENT_ID', 'text', 'Client id that the pages use'],
  ['auth.ui.issuer', 'AUTH_UI_ISSUER', 'text', 'Issuer that the pages use'],
  ['auth.ui.redirectUri', 'AUTH_UI_REDIRECT_URI', 'text', 'Where the provider sends the user back to'],
  ['auth.ui.scope', 'AUTH_UI_SCOPE', 'text', 'Scopes that the pages ask for, separated by spaces'],
  ['auth.ui.responseType', 'AUTH_UI_RESPONSE_TYPE', 'text', 'Flow that the pages use: code'],
  ['auth.ui.requireHttps', 'AUTH_UI_REQUIRE_HTTPS', 'truth', 'Whether the pages refuse a provider without TLS'],
  [
    'auth.ui.strictDiscoveryDocumentValidation',
    'AUTH_UI_STRICT_DISCOVERY',
    'truth',
    'Whether every address of the provider must be below its issuer',
  ],
]

/** What Console reads: `config/config.go` with its yaml and env tags, and the variables of `internal/app`. */
export const console: ServiceSchema = {
  service: 'console',
  takes: { by: 'environment' },
  keys: [
    ...[...application, ...stores, ...login, ...pages].map(([name, variable, type, help, more]): KnownKey => {
      return { name, variable, type, help, scope: 'shared', ...more }
    }),
    {
      name: 'app.version',
      type: 'text',
      scope: 'instance',
      help: 'Release that Console names itself; it comes with the program',
    },
  ],
}
