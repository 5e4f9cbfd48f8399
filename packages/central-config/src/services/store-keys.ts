import type { KnownKey } from './service-schema.js'

/** How MPS and RPS reach database and secrets: the names are the same in both. */
export const storeKeys: readonly KnownKey[] = [
  {
    name: 'db_provider',
    type: 'text',
    scope: 'shared',
    help: 'Module of the database, below data of the service: postgres, or a path to an adapter',
  },
  {
    name: 'connection_string',
    type: 'text',
    scope: 'secret',
    help: 'URL of the database, which holds its password as a rule',
  },
  {
    name: 'secrets_provider',
    type: 'text',
    scope: 'shared',
    help: 'Module of the secret store, below secrets of the service: vault, or a path to an adapter',
  },
  { name: 'secrets_path', type: 'text', scope: 'shared', help: 'Engine and folder in Vault: secret/data/' },
  { name: 'vault_address', type: 'text', scope: 'shared', help: 'URL of Vault' },
  { name: 'vault_token', type: 'text', scope: 'secret', help: 'Token of Vault' },
]
