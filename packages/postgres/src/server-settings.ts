import { type Environment, ProviderError } from '@dmt-providers/core'
import { postgresOptions, type ServerSettings } from './options.js'

/** Names that this package reads from a URL's parameters itself; the rest is the driver's. */
const own = new Set(['poolMax', 'connectTimeoutMs', 'idleTimeoutMs', 'statementTimeoutMs', 'migrate'])

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
  const parameters = Object.fromEntries(parsed.searchParams)
  for (const name of own) parsed.searchParams.delete(name)
  return postgresOptions.parse({ ...parameters, ...given, url: parsed.href }, environment)
}

function parse(url: string): URL {
  try {
    return new URL(url)
  } catch {
    throw new ProviderError(
      'invalid-options',
      `postgres: url: a text of ${url.length} characters that is no URL; write postgres://user:password@host:5432/database ` +
        'and percent-encode what is special in user and password',
      { provider: 'postgres' },
    )
  }
}
