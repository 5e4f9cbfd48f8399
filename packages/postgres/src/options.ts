import {
  defineOptions,
  type Environment,
  type OptionsDefinition,
  type StoreOptions,
  type TableGroup,
} from '@dmt-providers/core'
import {
  authParameter,
  entraParameters,
  type PasswordFunction,
  passwordParameters,
  rdsParameters,
} from '@dmt-providers/credentials'
import type { MigrateMode } from '@dmt-providers/sql'
import { sslParameters } from '@dmt-providers/tls'
import { z } from 'zod'

const text = (help: string, env?: string) =>
  z
    .string()
    .optional()
    .meta(env === undefined ? { help } : { help, env })
const milliseconds = (help: string, initial: number) =>
  z.coerce
    .number({ error: 'give a number of milliseconds' })
    .int()
    .min(1)
    .max(86_400_000)
    .default(initial)
    .meta({ help })

const choice = <const Words extends readonly [string, ...string[]]>(words: Words) =>
  z.enum(words, { error: `give one of ${words.join(', ')}` })

/** How connections are protected. PostgreSQL's own URLs have these parameters, and libpq reads the same variables. */
const tlsParameters = {
  ...sslParameters({
    sslmode: 'PGSSLMODE',
    sslrootcert: 'PGSSLROOTCERT',
    sslcert: 'PGSSLCERT',
    sslkey: 'PGSSLKEY',
  }),
  sslnegotiation: choice(['postgres', 'direct'])
    .optional()
    .meta({ help: 'How TLS is started: postgres, or direct (PostgreSQL 17)', env: 'PGSSLNEGOTIATION' }),
  uselibpqcompat: text('Ignored: the words of sslmode always mean what they mean to libpq'),
}

/** How the store proves who it is. */
const credentialParameters = {
  ...passwordParameters('PGPASSWORD_FILE'),
  ...authParameter(['password', 'entra', 'rds-iam']),
  ...entraParameters,
  ...rdsParameters,
}

/** Which of several hosts is connected to. libpq has the same words and variables. */
const hostParameters = {
  target_session_attrs: choice(['any', 'read-write', 'read-only', 'primary', 'standby', 'prefer-standby'])
    .optional()
    .meta({
      help: 'What a host must be to be used: any, read-write, read-only, primary, standby, prefer-standby; default read-write with several hosts, any with one',
      env: 'PGTARGETSESSIONATTRS',
    }),
  load_balance_hosts: choice(['disable', 'random']).optional().meta({
    help: 'Order in which hosts are tried: disable for the last right one first and then as written, random',
    env: 'PGLOADBALANCEHOSTS',
  }),
}

/** Parameters that PostgreSQL's own URLs have; they are handed to the driver as written. */
const urlParameters = {
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
  retries: z.coerce.number({ error: 'give a number of attempts' }).int().min(0).max(100).optional().meta({
    help: 'Attempts after the first on transient failures, of what is safe to repeat; default 3, 0 for none',
    env: 'DMT_RETRIES',
  }),
  migrate: z
    .enum(['auto', 'check'], { error: 'give auto or check' })
    .default('auto')
    .meta({ help: 'auto creates the tables in an empty database; check never creates any', env: 'DMT_MIGRATE' }),
}

const serverSchema = z.object({
  url: z.string().min(1).meta({
    help: 'postgres://user:password@host:5432/database; several hosts have commas between them',
    secret: true,
  }),
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
  preparedStatements: z
    .union([z.boolean(), z.enum(['true', 'false']).transform((word) => word === 'true')], {
      error: 'give true or false',
    })
    .default(true)
    .meta({ help: 'False behind a proxy that pools transactions: PgBouncer, RDS Proxy, pgcat' }),
  ...common,
  ...hostParameters,
  ...tlsParameters,
  ...credentialParameters,
  ...urlParameters,
})

const embeddedSchema = z.object({
  folder: z
    .string()
    .min(1, 'give a folder, or memory')
    .meta({ help: 'Folder of the embedded database; memory for one that ends with the process' }),
  ...common,
})

/** Options of a PostgreSQL server, as checked, and where those come from that a vendor's library would read itself. */
export type ServerSettings = z.output<typeof serverSchema> & { readonly environment: Environment }

/** Options of an embedded database, as checked. */
export type EmbeddedSettings = z.output<typeof embeddedSchema>

/** Options of PostgreSQL servers, for the generated options page. */
export const postgresOptions: OptionsDefinition<z.output<typeof serverSchema>> = defineOptions('postgres', serverSchema)

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
  /** `postgres://user:password@host:5432/database`, with PostgreSQL's own parameters such as `sslmode`. Several hosts have commas between them. */
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
  /** False behind a proxy that pools transactions, such as PgBouncer. Default true. */
  preparedStatements?: boolean | undefined
  /** What a host must be to be used. Default `read-write` with several hosts, `any` with one. */
  target_session_attrs?: ServerSettings['target_session_attrs']
  /** Order in which hosts are tried. Default `disable`: the last right one first, and then as written. */
  load_balance_hosts?: ServerSettings['load_balance_hosts']
  /** What TLS protects. Default `verify-full`; to a loopback address or Unix socket no TLS. */
  sslmode?: ServerSettings['sslmode']
  /** Authorities to trust: a file in PEM, or `amazon-rds`, `azure`, `system`. Default: those built into Node. */
  sslrootcert?: string | undefined
  /** Files in PEM with the client certificate and its key, and the key's passphrase. */
  sslcert?: string | undefined
  sslkey?: string | undefined
  sslpassword?: string | undefined
  /** Password, or a function that is asked for one for each new connection. */
  password?: string | PasswordFunction | undefined
  /** File with the password, read again for each new connection. */
  passwordFile?: string | undefined
  /** `entra` and `rds-iam` send a token in place of a password, a new one for each connection. Default `password`. */
  auth?: ServerSettings['auth'] | undefined
  /** For `entra`: client id of the managed identity. */
  azureClientId?: string | undefined
  /** For `rds-iam`: region of the database. Default: that in the host name. */
  awsRegion?: string | undefined
}

/** Options of `createPglite`. */
export interface PgliteOptions extends TableOptions {
  /** Folder of the database, made when it does not exist; `memory` for one that ends with the process. */
  folder: string
}
