import { Environment } from '@dmt-providers/core'
import { mssqlOptions, type ServerSettings } from './options.js'

/**
 * Checks a server's options together with those in its URL. Throws `invalid-options` naming what is wrong, without
 * showing the URL.
 */
export function serverSettings(
  url: string,
  given: Readonly<Record<string, unknown>>,
  environment: Environment = new Environment(),
): ServerSettings {
  const mark = url.indexOf('?')
  const parameters = mark === -1 ? {} : Object.fromEntries(new URLSearchParams(url.slice(mark + 1)))
  const text = mark === -1 ? url : url.slice(0, mark)
  return { ...mssqlOptions.parse({ ...parameters, ...given, url: text }, environment), environment }
}
