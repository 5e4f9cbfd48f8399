import { Environment, ProviderError } from '@dmt-providers/core'
import { warnOfWeakTls } from '@dmt-providers/tls'
import { readConnectionText } from './ado/read-connection-text.js'
import { mssqlOptions, type ServerSettings } from './options.js'
import { serverCredentials } from './server-credentials.js'
import { serverTls, words } from './server-tls.js'

/** The options that a connection string may have as well. */
const names = mssqlOptions.options.map(({ name }) => name).filter((name) => name !== 'url')

/**
 * Checks a server's options together with those in its URL or connection string, and warns of TLS that is weaker than
 * it could be. Throws `invalid-options` naming what is wrong, without showing the URL.
 */
export function serverSettings(
  url: string,
  given: Readonly<Record<string, unknown>>,
  environment: Environment = new Environment(),
): ServerSettings {
  const connection = readConnectionText(url, names)
  const options = mssqlOptions.parse({ ...connection.options, ...given, url }, environment)
  const settings: ServerSettings = { ...options, connection, environment }
  if (connection.database === undefined) {
    throw new ProviderError(
      'invalid-options',
      'mssql: url: names no database; write mssql://user@host:1433/database, or Database=… behind the server',
      { provider: 'mssql' },
    )
  }
  const { mode } = serverTls(settings)
  serverCredentials(settings)
  warnOfWeakTls(mode, connection.host, words)
  return settings
}
