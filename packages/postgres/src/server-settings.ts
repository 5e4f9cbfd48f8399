import { type Environment, ProviderError } from '@dmt-providers/core'
import { postgresOptions, type ServerSettings } from './options.js'

/** Names that this package reads from a URL's parameters itself; the rest is the driver's. */
const own = new Set([
  'poolMax',
  'connectTimeoutMs',
  'idleTimeoutMs',
  'statementTimeoutMs',
  'maxLifetimeMs',
  'timeoutMs',
  'retries',
  'migrate',
  'connect_timeout',
])

/**
 * Checks a server's options together with those in its URL. Throws `invalid-options` naming what is wrong, without
 * showing the URL.
 */
export function serverSettings(
  url: string,
  given: Readonly<Record<string, unknown>>,
  environment?: Environment,
): ServerSettings {
  const parsed = parse(url)
  const { connect_timeout: seconds, ...parameters } = Object.fromEntries(parsed.searchParams)
  for (const name of own) parsed.searchParams.delete(name)
  const inUrl = seconds === undefined ? parameters : { connectTimeoutMs: Number(seconds) * 1_000, ...parameters }
  return postgresOptions.parse({ ...inUrl, ...given, url: parsed.href }, environment)
}

function parse(url: string): URL {
  try {
    const parsed = new URL(url)
    for (const part of [parsed.username, parsed.password, parsed.pathname]) decodeURIComponent(part)
    return parsed
  } catch {
    throw new ProviderError(
      'invalid-options',
      `postgres: url: a text of ${url.length} characters that is no URL; write postgres://user@host:5432/database, ` +
        'with a colon and the password behind the user, and percent-encode what is special in either',
      { provider: 'postgres' },
    )
  }
}
