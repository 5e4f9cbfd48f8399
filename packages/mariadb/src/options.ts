import {
  defineOptions,
  type Environment,
  type OptionsDefinition,
  type StoreOptions,
  type TableGroup,
} from '@dmt-providers/core'
import { authParameter, type PasswordFunction, passwordParameters, rdsParameters } from '@dmt-providers/credentials'
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
const truth = (help: string, initial: boolean) =>
  z
    .union([z.boolean(), z.enum(['true', 'false']).transform((word) => word === 'true')], {
      error: 'give true or false',
    })
    .default(initial)
    .meta({ help })

/** How the store proves who it is. */
const credentialParameters = {
  ...passwordParameters('MYSQL_PASSWORD_FILE'),
  ...authParameter(['password', 'rds-iam']),
  ...rdsParameters,
  serverPublicKey: text(
    'For MySQL without TLS: file in PEM with the RSA key of the server, by which a password is encrypted',
  ),
  allowPublicKeyRetrieval: truth(
    'True takes that key from the server itself, so that whoever is between may read the password; always so on a loopback address',
    false,
  ),
}

const schema = z.object({
  url: z.string().min(1).meta({ help: 'mariadb://user:password@host:3306/database, or mysql://…', secret: true }),
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
  preparedStatements: truth('False behind a proxy that does not know prepared statements', true),
  ...sslParameters(),
  ...credentialParameters,
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
})

/** Options of a server, as checked, and where those come from that a vendor's library would read itself. */
export type ServerSettings = z.output<typeof schema> & { readonly environment: Environment }

/** Options of MariaDB and MySQL servers, for the generated options page. */
export const mariadbOptions: OptionsDefinition<z.output<typeof schema>> = defineOptions('mariadb', schema)

/** Options of `createMariadb`. */
export interface MariadbOptions extends StoreOptions {
  /** `mariadb://user:password@host:3306/database`, or `mysql://…` for MySQL. Several hosts are tried in their order. */
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
  /** False behind a proxy that does not know prepared statements. Default true. */
  preparedStatements?: boolean | undefined
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
  /** `rds-iam` sends a token in place of a password, a new one for each connection. Default `password`. */
  auth?: ServerSettings['auth'] | undefined
  /** For `rds-iam`: region of the database. Default: that in the host name. */
  awsRegion?: string | undefined
  /** For MySQL without TLS: file in PEM with the RSA key of the server. */
  serverPublicKey?: string | undefined
  /** For MySQL without TLS: true takes that key from the server itself. Default false; on a loopback address true. */
  allowPublicKeyRetrieval?: boolean | undefined
}
