import { defineOptions, type Environment, type OptionsDefinition, truthParameter } from '@dmt-providers/core'
import {
  type CredentialOptions,
  type EntraOptions,
  entraParameters,
  passwordParameters,
} from '@dmt-providers/credentials'
import { type PoolOptions, poolParameters, storeParameters, type TableOptions } from '@dmt-providers/sql'
import { namedAuthorities } from '@dmt-providers/tls'
import { z } from 'zod'
import type { ConnectionText } from './ado/connection-text.js'

const text = (help: string, env?: string) =>
  z
    .string()
    .optional()
    .meta(env === undefined ? { help } : { help, env })
const choice = <const Words extends readonly [string, ...string[]]>(words: Words) =>
  z.enum(words, { error: `give one of ${words.join(', ')}` })

/** How connections are protected. The words of `sslmode` mean what they mean to `@dmt-providers/postgres`. */
const tlsParameters = {
  sslmode: choice(['disable', 'require', 'no-verify', 'verify-full', 'strict']).optional().meta({
    help: 'What TLS protects: disable, require or no-verify, verify-full, and strict, which is verify-full from the first byte (TDS 8); default verify-full, and none to a loopback address',
  }),
  sslrootcert: text(
    `Authorities to trust: a file in PEM, or ${namedAuthorities.join(', ')}; default those built into Node`,
  ),
  hostNameInCertificate: text('Name that the server’s certificate must have; default that of the host'),
}

/** How the store proves who it is. */
const credentialParameters = {
  ...passwordParameters('SQLCMDPASSWORD_FILE'),
  auth: choice(['password', 'entra', 'entra-managed-identity', 'entra-workload-identity', 'entra-service-principal'])
    .default('password')
    .meta({
      help: 'password; entra for tokens of Microsoft Entra ID, new for each connection, of the identity that the environment describes, and entra-managed-identity, entra-workload-identity, entra-service-principal of one by name',
    }),
  ...entraParameters,
  azureTenantId: text('For auth=entra and those by name: tenant of the identity', 'AZURE_TENANT_ID'),
}

/** What is told to the server with each login. */
const sessionParameters = {
  applicationName: z
    .string()
    .max(128, 'is longer than 128 characters')
    .default('dmt-providers')
    .meta({ help: 'Name of the connections in sys.dm_exec_sessions' }),
  applicationIntent: choice(['ReadWrite', 'ReadOnly'])
    .default('ReadWrite')
    .meta({ help: 'ReadOnly leads to a readable replica, for reports; MPS and RPS write' }),
  multiSubnetFailover: truthParameter(
    'True tries all addresses of the host at once, for a listener in several subnets',
    false,
  ),
}

const schema = z.object({
  url: z.string().min(1).meta({
    help: 'mssql://user:password@host:1433/database, or Server=tcp:host,1433;Database=…;User ID=…;Password=…',
    secret: true,
  }),
  ...poolParameters,
  ...tlsParameters,
  ...credentialParameters,
  ...sessionParameters,
  ...storeParameters,
})

/** Options of a server, as checked, what its URL says of it, and where the rest comes from. */
export type ServerSettings = z.output<typeof schema> & {
  readonly connection: ConnectionText
  readonly environment: Environment
}

/** Options of SQL Server and Azure SQL Database, for the generated options page. */
export const mssqlOptions: OptionsDefinition<z.output<typeof schema>> = defineOptions('mssql', schema)

/** Options of `createMssql`. */
export interface MssqlOptions
  extends TableOptions,
    PoolOptions,
    Pick<CredentialOptions, 'password' | 'passwordFile'>,
    EntraOptions {
  /** `mssql://user:password@host:1433/database`, or a string of ADO.NET, ODBC or JDBC. */
  url: string
  /** What TLS protects. Default `verify-full`; to a loopback address no TLS. */
  sslmode?: ServerSettings['sslmode']
  /** Authorities to trust: a file in PEM, or `amazon-rds`, `azure`, `system`. Default: those built into Node. */
  sslrootcert?: string | undefined
  /** Name that the server's certificate must have. Default: that of the host. */
  hostNameInCertificate?: string | undefined
  /** `entra…` sends a token of Microsoft Entra ID in place of a password. Default `password`. */
  auth?: ServerSettings['auth'] | undefined
  /** For `entra…`: tenant of the identity. */
  azureTenantId?: string | undefined
  /** Name of the connections in `sys.dm_exec_sessions`. Default `dmt-providers`. */
  applicationName?: string | undefined
  /** `ReadOnly` leads to a readable replica. Default `ReadWrite`. */
  applicationIntent?: ServerSettings['applicationIntent'] | undefined
  /** True tries all addresses of the host at once. Default false. */
  multiSubnetFailover?: boolean | undefined
}
