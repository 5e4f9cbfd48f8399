import { Environment, ProviderError } from '@dmt-providers/core'
import { passwordSource } from './credentials/password-source.js'
import { postgresOptions, type ServerSettings } from './options.js'
import { serverAddress } from './server-address.js'
import { tlsMode } from './tls/tls-mode.js'
import { warnOfWeakTls } from './tls/warn-of-weak-tls.js'

/**
 * Checks a server's options together with those in its URL, and warns of TLS that is weaker than it could be. Throws
 * `invalid-options` naming what is wrong, without showing the URL.
 */
export function serverSettings(
  url: string,
  given: Readonly<Record<string, unknown>>,
  environment: Environment = new Environment(),
): ServerSettings {
  const parsed = parse(url)
  const { connect_timeout: seconds, ...parameters } = Object.fromEntries(parsed.searchParams)
  const inUrl = seconds === undefined ? parameters : { connectTimeoutMs: Number(seconds) * 1_000, ...parameters }
  parsed.search = ''
  const options = postgresOptions.parse({ ...inUrl, ...given, url: parsed.href }, environment)
  const settings: ServerSettings = { ...options, environment }
  checkTogether(settings)
  const address = serverAddress(settings.url, environment)
  passwordSource(settings, address, environment)
  warnOfWeakTls(tlsMode(settings, address.host), address.host)
  return settings
}

function checkTogether({ sslcert, sslkey, preparedStatements, options }: ServerSettings): void {
  if ((sslcert === undefined) !== (sslkey === undefined))
    throw refused(`${sslcert === undefined ? 'sslcert' : 'sslkey'}: a client certificate needs both sslcert and sslkey`)
  if (!preparedStatements && options !== undefined)
    throw refused('options: a proxy that pools transactions refuses them; set them on the server by ALTER ROLE … SET')
}

function refused(message: string): ProviderError {
  return new ProviderError('invalid-options', `postgres: ${message}`, { provider: 'postgres' })
}

function parse(url: string): URL {
  try {
    const parsed = new URL(url)
    for (const part of [parsed.username, parsed.password, parsed.pathname]) decodeURIComponent(part)
    return parsed
  } catch {
    throw refused(
      `url: a text of ${url.length} characters that is no URL; write postgres://user@host:5432/database, ` +
        'with a colon and the password behind the user, and percent-encode what is special in either',
    )
  }
}
