import { defineOptions, type Environment, type OptionsDefinition, truthParameter } from '@dmt-providers/core'
import {
  authParameter,
  type CredentialOptions,
  type EntraOptions,
  entraParameters,
  passwordParameters,
  type RdsOptions,
  rdsParameters,
} from '@dmt-providers/credentials'
import { type PoolOptions, poolParameters, storeParameters, type TableOptions } from '@dmt-providers/sql'
import { type SslOptions, sslParameters } from '@dmt-providers/tls'
import { z } from 'zod'

const text = (help: string, env?: string) =>
  z
    .string()
    .optional()
    .meta(env === undefined ? { help } : { help, env })
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

const serverSchema = z.object({
  url: z.string().min(1).meta({
    help: 'postgres://user:password@host:5432/database; several hosts have commas between them',
    secret: true,
  }),
  ...poolParameters,
  preparedStatements: truthParameter('False behind a proxy that pools transactions: PgBouncer, RDS Proxy, pgcat', true),
  ...storeParameters,
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
  ...storeParameters,
})

/** Options of a PostgreSQL server, as checked, and where those come from that a vendor's library would read itself. */
export type ServerSettings = z.output<typeof serverSchema> & { readonly environment: Environment }

/** Options of an embedded database, as checked. */
export type EmbeddedSettings = z.output<typeof embeddedSchema>

/** Options of PostgreSQL servers, for the generated options page. */
export const postgresOptions: OptionsDefinition<z.output<typeof serverSchema>> = defineOptions('postgres', serverSchema)

/** Options of embedded databases, for the generated options page. */
export const pgliteOptions: OptionsDefinition<EmbeddedSettings> = defineOptions('pglite', embeddedSchema)

/** Options of `createPostgres`. */
export interface PostgresOptions
  extends TableOptions,
    PoolOptions,
    SslOptions,
    CredentialOptions,
    EntraOptions,
    RdsOptions {
  /** `postgres://user:password@host:5432/database`, with PostgreSQL's own parameters such as `sslmode`. Several hosts have commas between them. */
  url: string
  /** False behind a proxy that pools transactions, such as PgBouncer. Default true. */
  preparedStatements?: boolean | undefined
  /** What a host must be to be used. Default `read-write` with several hosts, `any` with one. */
  target_session_attrs?: ServerSettings['target_session_attrs']
  /** Order in which hosts are tried. Default `disable`: the last right one first, and then as written. */
  load_balance_hosts?: ServerSettings['load_balance_hosts']
}

/** Options of `createPglite`. */
export interface PgliteOptions extends TableOptions {
  /** Folder of the database, made when it does not exist; `memory` for one that ends with the process. */
  folder: string
}
