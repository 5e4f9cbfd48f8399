import type { KnownKey } from './service-schema.js'

/** What our adapters read from the configuration of MPS and RPS alike. */
const settings: readonly KnownKey[] = [
  {
    name: 'secrets_url',
    type: 'text',
    scope: 'secret',
    help: 'Secret store of the adapter, as a URL; it may hold a password, so secrets_url_file or a reference',
  },
  { name: 'secrets_url_file', type: 'text', scope: 'shared', help: 'File that holds the URL of the secret store' },
  {
    name: 'config_url',
    type: 'text',
    scope: 'instance',
    help: 'Configuration store itself, as a URL, for a service that was built with our Consul client',
  },
  {
    name: 'config_url_file',
    type: 'text',
    scope: 'instance',
    help: 'File that holds the URL of the configuration store',
  },
  {
    name: 'connection_string_file',
    type: 'text',
    scope: 'shared',
    help: 'File that holds the URL of the database; wins over connection_string',
  },
  {
    name: 'vault_token_file',
    type: 'text',
    scope: 'shared',
    help: 'File that holds the token of Vault, read again when it changes',
  },
  {
    name: 'secrets_cache_ttl_ms',
    type: 'number',
    range: [0, 999_999_999],
    scope: 'shared',
    help: 'Milliseconds for which secrets are answered from memory; default 5000, 0 for never',
  },
  {
    name: 'secrets_cache_stale_ms',
    type: 'number',
    range: [0, 999_999_999],
    scope: 'shared',
    help: 'Milliseconds more while the secret store is away; default 60000',
  },
]

/** What our packages read from variables alone, by the words of docs/options.md. */
const variables: readonly [variable: string, key: Omit<KnownKey, 'name' | 'variable'>][] = [
  [
    'DMT_TIMEOUT_MS',
    { type: 'number', scope: 'shared', help: 'Milliseconds that one call to the database may take; default 30000' },
  ],
  [
    'DMT_RETRIES',
    {
      type: 'number',
      scope: 'shared',
      help: 'Attempts after the first on transient failures of the database; default 3',
    },
  ],
  [
    'DMT_MIGRATE',
    {
      type: 'text',
      choices: ['auto', 'check'],
      scope: 'shared',
      help: 'auto creates the tables in an empty database, check never does',
    },
  ],
  [
    'DMT_PROVIDER_PACKAGES',
    { type: 'text', scope: 'shared', help: "Packages with providers of one's own, separated by commas" },
  ],
  ['DMT_HOST_FOLDER', { type: 'text', scope: 'shared', help: 'Folder of the built service, where it is not found' }],
  ['DMT_ENVELOPE_KEY', { type: 'text', scope: 'secret', help: 'Key that seals secrets, or where it is' }],
  ['DMT_ENVELOPE_KEY_FILE', { type: 'text', scope: 'shared', help: 'File that holds the key that seals secrets' }],
  [
    'DMT_ENVELOPE_PREVIOUS_KEYS',
    { type: 'text', scope: 'secret', help: 'Further keys that open sealed secrets, while they are sealed anew' },
  ],
  [
    'DMT_ENVELOPE_PREVIOUS_KEYS_FILE',
    { type: 'text', scope: 'shared', help: 'File that holds the further keys that open sealed secrets' },
  ],
  [
    'DMT_VAULT_AUTH',
    {
      type: 'text',
      choices: ['token', 'approle', 'kubernetes', 'jwt', 'userpass', 'cert'],
      scope: 'shared',
      help: 'How the adapter logs in to Vault',
    },
  ],
  ['DMT_VAULT_ROLE', { type: 'text', scope: 'shared', help: 'Role in Vault, for kubernetes, jwt and cert' }],
  ['DMT_VAULT_ROLE_ID', { type: 'text', scope: 'shared', help: 'Id of the role in Vault, for approle' }],
  ['DMT_VAULT_SECRET_ID', { type: 'text', scope: 'secret', help: 'Secret id in Vault, for approle' }],
  ['DMT_VAULT_SECRET_ID_FILE', { type: 'text', scope: 'shared', help: 'File that holds the secret id' }],
  ['DMT_VAULT_JWT', { type: 'text', scope: 'secret', help: 'Token of the identity provider, for jwt' }],
  ['DMT_VAULT_JWT_FILE', { type: 'text', scope: 'shared', help: 'File that holds the token of the identity provider' }],
  ['DMT_VAULT_USER', { type: 'text', scope: 'shared', help: 'User in Vault, for userpass' }],
  ['DMT_VAULT_PASSWORD', { type: 'text', scope: 'secret', help: 'Password of the user in Vault' }],
  ['DMT_VAULT_PASSWORD_FILE', { type: 'text', scope: 'shared', help: 'File that holds the password of the user' }],
  ['DMT_AZURE_KEY_VAULT', { type: 'text', scope: 'shared', help: 'Name of the Azure Key Vault, or its URL' }],
]

/** What the adapters of `@dmt-providers/mps` and `@dmt-providers/rps` read beside the service's own keys. */
export const adapterKeys: readonly KnownKey[] = [
  ...settings,
  ...variables.map(([variable, key]): KnownKey => ({ name: variable.toLowerCase(), variable, ...key })),
]
