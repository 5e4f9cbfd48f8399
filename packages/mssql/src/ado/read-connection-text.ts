import { ConnectionUrl, ProviderError } from '@dmt-providers/core'
import { type ConnectionText, connectionText } from './connection-text.js'
import { type Pair, splitPairs } from './split-pairs.js'

/**
 * Reads `mssql://user@host:1433/database?…`, `sqlserver://host:1433;databaseName=…`, and the strings of ADO.NET and ODBC.
 * `own` are the names of this package's options. Throws `invalid-options` with all that is wrong, and never a value.
 */
export function readConnectionText(text: string, own: readonly string[]): ConnectionText {
  const url = /^\s*(?:jdbc:)?((?:mssql|sqlserver):\/\/.*)$/is.exec(text)?.[1]
  if (url === undefined) return connectionText({}, stringPairs(text.replace(/^\s*ado:/i, '')), own)
  const [, server = '', properties] = /^[a-z]+:\/\/([^/?#;@]*)(?:;(.*))?$/is.exec(url) ?? []
  // A semicolon before any slash: what Microsoft's JDBC driver calls a URL.
  if (properties !== undefined && /^\s*(\w+\s*=|$)/.test(properties)) return ofJdbc(server, properties, own)
  return ofUrl(url.trimEnd(), own)
}

/** ODBC's strings begin with their driver, and quote by braces. */
function stringPairs(text: string): ReturnType<typeof splitPairs> {
  return splitPairs(text, /^\s*driver\s*=/i.test(text) ? 'braces' : 'quotes')
}

/** `host\instance:port`, each part of which may be absent. */
function ofJdbc(server: string, properties: string, own: readonly string[]): ConnectionText {
  const [, host = '', instance = '', port = ''] =
    /^(\[[^\]]*\]|[^:\\]*)(?:\\([^:]*))?(?::(.*))?$/.exec(server.trim()) ?? []
  return connectionText({ host, instance, port }, splitPairs(properties, 'braces'), own)
}

function ofUrl(text: string, own: readonly string[]): ConnectionText {
  const parsed = ConnectionUrl.parse(text, 'url')
  const [first, ...others] = parsed.hosts
  if (others.length > 0)
    throw refused('url: names several hosts; name the listener of an availability group or of a failover group')
  if (first === undefined) throw noUrl(text)
  if (/^[^?#]*\/[^/?#]*;\s*\w+\s*=/.test(text))
    throw refused('url: has keywords behind a semicolon; behind a database they stand behind ? and &, as ?encrypt=true')
  const { username, password, pathname, search } = split(parsed.withHost({ host: 'host', port: undefined }), text)
  const [host = '', instance = ''] = first.host.split('\\')
  const port = first.port === undefined ? '' : String(first.port)
  const given = { host, instance, port, user: username, password, database: pathname.slice(1) }
  return connectionText(given, parametersOf(search), own)
}

function split(url: ConnectionUrl, text: string): Record<'username' | 'password' | 'pathname' | 'search', string> {
  try {
    const { username, password, pathname, search } = new URL(url.expose())
    const [user = '', secret = '', path = ''] = [username, password, pathname].map(decodeURIComponent)
    return { username: user, password: secret, pathname: path, search }
  } catch {
    throw noUrl(text)
  }
}

function parametersOf(search: string): Pair[] {
  return [...new URLSearchParams(search)].map(([keyword, value]) => ({ keyword, value }))
}

function noUrl(text: string): ProviderError {
  return refused(
    `url: a text of ${text.length} characters that is no URL; write mssql://user@host:1433/database, with a colon and ` +
      'the password behind the user, and percent-encode what is special in either',
  )
}

function refused(message: string): ProviderError {
  return new ProviderError('invalid-options', `mssql: ${message}`, { provider: 'mssql' })
}
