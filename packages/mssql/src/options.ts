import {
  defineOptions,
  type Environment,
  type OptionsDefinition,
  type StoreOptions,
  type TableGroup,
} from '@dmt-providers/core'
import type { MigrateMode } from '@dmt-providers/sql'
import { z } from 'zod'

/** Asked for the password of each new connection. */
export type PasswordFunction = () => string | Promise<string>

const milliseconds = (help: string, initial: number) =>
  z.coerce
    .number({ error: 'give a number of milliseconds' })
    .int()
    .min(1)
    .max(86_400_000)
    .default(initial)
    .meta({ help })

const schema = z.object({
  url: z
    .string()
    .min(1)
    .meta({ help: 'mssql://user:password@host:1433/database, or Server=tcp:host,1433;Database=…', secret: true }),
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
  password: z
    .union([z.string(), z.custom<PasswordFunction>((value) => typeof value === 'function')], {
      error: 'give a text, or in code a function that answers one',
    })
    .optional()
    .meta({
      help: 'Password, in place of the one in the URL; in code also a function asked for each connection',
      secret: true,
    }),
})

/** Options of a server, as checked, and where those come from that a vendor's library would read itself. */
export type ServerSettings = z.output<typeof schema> & { readonly environment: Environment }

/** Options of SQL Server and Azure SQL Database, for the generated options page. */
export const mssqlOptions: OptionsDefinition<z.output<typeof schema>> = defineOptions('mssql', schema)

/** Options of `createMssql`. */
export interface MssqlOptions extends StoreOptions {
  /** `mssql://user:password@host:1433/database`, or an ADO string. */
  url: string
  /** Tables that must be usable: MPS needs `devices`, RPS `configurations`. Default: both. */
  tables?: readonly TableGroup[] | undefined
  /** `auto` (default) creates the tables in an empty database; `check` never does. */
  migrate?: MigrateMode | undefined
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
  /** Password, or a function that is asked for one for each new connection. */
  password?: string | PasswordFunction | undefined
}
