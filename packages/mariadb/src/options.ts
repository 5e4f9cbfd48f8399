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

/** How the store proves who it is. */
const credentialParameters = {
  ...passwordParameters('MYSQL_PASSWORD_FILE'),
  ...authParameter(['password', 'entra', 'rds-iam']),
  ...entraParameters,
  ...rdsParameters,
  serverPublicKey: z.string().optional().meta({
    help: 'For MySQL without TLS: file in PEM with the RSA key of the server, by which a password is encrypted',
  }),
  allowPublicKeyRetrieval: truthParameter(
    'True takes that key from the server itself, so that whoever is between may read the password; always so on a loopback address',
    false,
  ),
}

const schema = z.object({
  url: z.string().min(1).meta({ help: 'mariadb://user:password@host:3306/database, or mysql://…', secret: true }),
  ...poolParameters,
  preparedStatements: truthParameter('False behind a proxy that does not know prepared statements', true),
  ...sslParameters(),
  ...credentialParameters,
  ...storeParameters,
})

/** Options of a server, as checked, and where those come from that a vendor's library would read itself. */
export type ServerSettings = z.output<typeof schema> & { readonly environment: Environment }

/** Options of MariaDB and MySQL servers, for the generated options page. */
export const mariadbOptions: OptionsDefinition<z.output<typeof schema>> = defineOptions('mariadb', schema)

/** Options of `createMariadb`. */
export interface MariadbOptions
  extends TableOptions,
    PoolOptions,
    SslOptions,
    CredentialOptions,
    EntraOptions,
    RdsOptions {
  /** `mariadb://user:password@host:3306/database`, or `mysql://…` for MySQL. Several hosts are tried in their order. */
  url: string
  /** False behind a proxy that does not know prepared statements. Default true. */
  preparedStatements?: boolean | undefined
  /** For MySQL without TLS: file in PEM with the RSA key of the server. */
  serverPublicKey?: string | undefined
  /** For MySQL without TLS: true takes that key from the server itself. Default false; on a loopback address true. */
  allowPublicKeyRetrieval?: boolean | undefined
}
