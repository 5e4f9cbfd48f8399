import { defineOptions, type OptionsDefinition, type StoreOptions, type TableGroup } from '@dmt-providers/core'
import type { MigrateMode } from '@dmt-providers/sql'
import { z } from 'zod'

const text = (help: string) => z.string().optional().meta({ help })
const milliseconds = (help: string, initial: number) =>
  z.coerce
    .number({ error: 'give a number of milliseconds' })
    .int()
    .min(1)
    .max(86_400_000)
    .default(initial)
    .meta({ help })

/** Parameters that PostgreSQL's own URLs have; they are handed to the driver as written. */
const urlParameters = {
  sslmode: text('TLS mode of the connection: disable, require, verify-ca, verify-full'),
  sslrootcert: text('File with the certificate authorities to trust'),
  sslcert: text('File with the client certificate'),
  sslkey: text('File with the key of the client certificate'),
  sslnegotiation: text('How TLS is started: postgres or direct'),
  uselibpqcompat: text('Reads sslmode as libpq does'),
  ssl: text('true or false'),
  options: text('Server settings of each connection, as command-line options'),
  client_encoding: text('Ignored: the encoding is always UTF-8'),
  connect_timeout: text('Seconds until a connection must stand'),
  application_name: text('Name of the connections in pg_stat_activity'),
  fallback_application_name: text('Name of the connections when application_name is not given'),
}

const common = {
  timeoutMs: z.coerce
    .number({ error: 'give a number of milliseconds' })
    .min(1)
    .max(2 ** 31 - 1)
    .optional()
    .meta({
      help: 'Milliseconds that one call may take, attempts and pauses included; default 30000',
      env: 'DMT_TIMEOUT_MS',
    }),
  retries: z.coerce
    .number({ error: 'give a number of attempts' })
    .int()
    .min(0)
    .max(100)
    .optional()
    .meta({
      help: 'Attempts after the first on transient failures, of what is safe to repeat; default 3, 0 for none',
      env: 'DMT_RETRIES',
    }),
  migrate: z
    .enum(['auto', 'check'], { error: 'give auto or check' })
    .default('auto')
    .meta({ help: 'auto creates the tables in an empty database; check never creates any', env: 'DMT_MIGRATE' }),
}

const serverSchema = z.object({
  url: z.string().min(1).meta({ help: 'postgres://user:password@host:5432/database', secret: true }),
  poolMax: z.coerce
    .number({ error: 'give a number of connections' })
    .int()
    .min(1)
    .max(1000)
    .default(10)
    .meta({ help: 'Connections that are open at most' }),
  connectTimeoutMs: milliseconds('Milliseconds until a connection must stand, or one of the pool be free', 10_000),
  idleTimeoutMs: milliseconds('Milliseconds after which an idle connection is closed', 30_000),
  statementTimeoutMs: milliseconds('Milliseconds that the server works on one statement at most', 30_000),
  maxLifetimeMs: milliseconds('Milliseconds after which a connection is replaced, up to a fifth earlier', 1_800_000),
  ...common,
  ...urlParameters,
})

const embeddedSchema = z.object({
  folder: z
    .string()
    .min(1, 'give a folder, or memory')
    .meta({ help: 'Folder of the embedded database; memory for one that ends with the process' }),
  ...common,
})

/** Options of a PostgreSQL server, as checked. */
export type ServerSettings = z.output<typeof serverSchema>

/** Options of an embedded database, as checked. */
export type EmbeddedSettings = z.output<typeof embeddedSchema>

/** Options of PostgreSQL servers, for the generated options page. */
export const postgresOptions: OptionsDefinition<ServerSettings> = defineOptions('postgres', serverSchema)

/** Options of embedded databases, for the generated options page. */
export const pgliteOptions: OptionsDefinition<EmbeddedSettings> = defineOptions('pglite', embeddedSchema)

/** Which tables a store is for, beside what every store takes. */
interface TableOptions extends StoreOptions {
  /** Tables that must be usable: MPS needs `devices`, RPS `configurations`. Default: both. */
  tables?: readonly TableGroup[] | undefined
  /** `auto` (default) creates the tables in an empty database; `check` never does. */
  migrate?: MigrateMode | undefined
}

/** Options of `createPostgres`. */
export interface PostgresOptions extends TableOptions {
  /** `postgres://user:password@host:5432/database`, with PostgreSQL's own parameters such as `sslmode`. */
  url: string
  /** Connections that are open at most. Default 10. */
  poolMax?: number | undefined
  /** Milliseconds until a connection must stand, or one of the pool be free. Default 10,000. */
  connectTimeoutMs?: number | undefined
  /** Milliseconds after which an idle connection is closed. Default 30,000. */
  idleTimeoutMs?: number | undefined
  /** Milliseconds that the server works on one statement at most. Default 30,000. */
  statementTimeoutMs?: number | undefined
  /** Milliseconds after which a connection is replaced, up to a fifth earlier. Default 1,800,000. */
  maxLifetimeMs?: number | undefined
}

/** Options of `createPglite`. */
export interface PgliteOptions extends TableOptions {
  /** Folder of the database, made when it does not exist; `memory` for one that ends with the process. */
  folder: string
}
