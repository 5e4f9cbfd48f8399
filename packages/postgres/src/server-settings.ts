import { Environment, ProviderError } from '@dmt-providers/core'
import { warnOfWeakTls } from '@dmt-providers/tls'
import { hostUrls } from './hosts/host-urls.js'
import { postgresOptions, type ServerSettings } from './options.js'
import { serverAddress } from './server-address.js'
import { serverPassword } from './server-password.js'
import { tlsMode, words } from './tls-mode.js'

/**
 * Checks a server's options together with those in its URL, and warns of TLS that is weaker than it could be. Throws
 * `invalid-options` naming what is wrong, without showing the URL.
 */
export function serverSettings(
  url: string,
  given: Readonly<Record<string, unknown>>,
  environment: Environment = new Environment(),
): ServerSettings {
  const [parsed, ...others] = parse(url)
  const { connect_timeout: seconds, ...parameters } = Object.fromEntries(parsed.searchParams)
  const inUrl = seconds === undefined ? parameters : { connectTimeoutMs: Number(seconds) * 1_000, ...parameters }
  parsed.search = ''
  const whole = others.length === 0 ? parsed.href : url.replace(/[?#].*$/s, '')
  const options = postgresOptions.parse({ ...inUrl, ...given, url: whole }, environment)
  const settings: ServerSettings = { ...options, environment }
  checkTogether(settings)
  for (const one of [parsed, ...others]) checkHost({ ...settings, url: one.href })
  return settings
}

function checkHost(settings: ServerSettings): void {
  const address = serverAddress(settings.url, settings.environment)
  serverPassword(settings, address, settings.environment)
  warnOfWeakTls(tlsMode(settings, address.host), address.host, words)
}

function checkTogether({ preparedStatements, options }: ServerSettings): void {
  if (!preparedStatements && options !== undefined)
    throw refused('options: a proxy that pools transactions refuses them; set them on the server by ALTER ROLE … SET')
}

function refused(message: string): ProviderError {
  return new ProviderError('invalid-options', `postgres: ${message}`, { provider: 'postgres' })
}

/** A URL for each host. */
function parse(url: string): [URL, ...URL[]] {
  try {
    const [first, ...others] = hostUrls(url)
    const parsed = new URL(first)
    for (const part of [parsed.username, parsed.password, parsed.pathname]) decodeURIComponent(part)
    return [parsed, ...others.map((other) => new URL(other))]
  } catch {
    throw refused(
      `url: a text of ${url.length} characters that is no URL; write postgres://user@host:5432/database, ` +
        'with a colon and the password behind the user, and percent-encode what is special in either; several hosts have ' +
        'commas between them',
    )
  }
}
