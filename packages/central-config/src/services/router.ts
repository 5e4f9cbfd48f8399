import type { ServiceSchema } from './service-schema.js'

/** What mps-router reads: `cmd/main.go` and `internal/db`. Each key is its variable in small letters. */
export const router: ServiceSchema = {
  service: 'router',
  takes: { by: 'environment' },
  keys: [
    {
      name: 'port',
      type: 'number',
      range: [1, 65_535],
      scope: 'instance',
      variable: 'PORT',
      help: 'Port that mps-router listens on; default 8003',
    },
    {
      name: 'mps_connection_string',
      type: 'text',
      scope: 'secret',
      variable: 'MPS_CONNECTION_STRING',
      help: "URL of the database with MPS's devices: PostgreSQL, or MongoDB",
    },
    {
      name: 'mps_host',
      type: 'text',
      scope: 'shared',
      variable: 'MPS_HOST',
      help: 'Host of MPS for requests that name no device; default mps',
    },
    {
      name: 'mps_port',
      type: 'number',
      range: [1, 65_535],
      scope: 'shared',
      variable: 'MPS_PORT',
      help: 'Port of the API of every MPS; default 3000',
    },
    {
      name: 'mps_db_max_open_conns',
      type: 'number',
      scope: 'shared',
      variable: 'MPS_DB_MAX_OPEN_CONNS',
      help: 'Connections to PostgreSQL at most; 0 for any number, which is the default',
    },
    {
      name: 'mps_database_name',
      type: 'text',
      scope: 'shared',
      variable: 'MPS_DATABASE_NAME',
      help: 'Database in MongoDB; default mpsdb',
    },
    {
      name: 'mps_collection_name',
      type: 'text',
      scope: 'shared',
      variable: 'MPS_COLLECTION_NAME',
      help: 'Collection in MongoDB; default devices',
    },
  ],
}
