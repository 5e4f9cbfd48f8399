import type pg from 'pg'
import { explainConnectError } from './explain-connect-error.js'
import type { ServerSettings } from './options.js'
import { serverAddress } from './server-address.js'
import { serverPassword } from './server-password.js'
import { serverTls } from './server-tls.js'

/** What the driver is told of a server, and what is done around each connection. */
export interface ServerConnections {
  readonly options: pg.ClientConfig
  /** Runs before each; the connection fails with what it rejects with. */
  prepare(): Promise<void>
  /** What the error of a connection means. */
  explain(error: Error): Error
}

/**
 * How to connect to the server of a URL of one host. Everything is told in the driver's own options, because what it makes of a
 * URL's parameters, of `sslmode` above all, differs between its releases. Throws `invalid-options` for certificates
 * that cannot be used.
 */
export async function connectionOptions(settings: ServerSettings): Promise<ServerConnections> {
  const { environment, preparedStatements, statementTimeoutMs, options, sslnegotiation } = settings
  const address = serverAddress(settings.url, environment)
  const { ssl, prepare } = await serverTls(settings, address, environment)
  return {
    options: {
      ...definedOnly({ ...address, options, sslnegotiation }),
      ssl,
      password: serverPassword(settings, address, environment),
      application_name: settings.application_name ?? settings.fallback_application_name ?? 'dmt-providers',
      // A proxy that pools transactions refuses it, since it would outlive the transaction.
      ...(preparedStatements ? { statement_timeout: statementTimeoutMs } : {}),
    },
    prepare,
    explain: (error) => explainConnectError(error, settings),
  }
}

/** The driver takes what is absent from variables that a host may have taken away; what is known is never absent. */
function definedOnly(values: Readonly<Record<string, string | number | undefined>>): pg.ClientConfig {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))
}
