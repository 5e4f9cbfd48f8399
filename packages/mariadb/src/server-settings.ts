import { ConnectionUrl, Environment, ProviderError } from '@dmt-providers/core'
import { isLocal, warnOfWeakTls } from '@dmt-providers/tls'
import { mariadbOptions, type ServerSettings } from './options.js'
import { firstServer, serverAddresses } from './server-address.js'
import { serverPassword } from './server-password.js'
import { tlsMode, words } from './server-tls.js'

/**
 * Checks a server's options together with those in its URL, and warns of TLS that is weaker than it could be. Throws
 * `invalid-options` naming what is wrong, without showing the URL.
 */
export function serverSettings(
  url: string,
  given: Readonly<Record<string, unknown>>,
  environment: Environment = new Environment(),
): ServerSettings {
  const { text, parameters } = split(url)
  const options = mariadbOptions.parse({ ...parameters, ...given, url: text }, environment)
  const settings: ServerSettings = { ...options, environment }
  checkTogether(settings)
  for (const address of serverAddresses(text, environment)) {
    const mode = tlsMode(settings, address.host)
    serverPassword(settings, address, environment)
    warnOfWeakTls(mode, address.host, words)
    if (mode === 'none' && settings.serverPublicKey === undefined) warnOfRetrieval(settings, address.host)
  }
  return settings
}

function checkTogether({ url, serverPublicKey, allowPublicKeyRetrieval }: ServerSettings): void {
  if (serverPublicKey !== undefined && allowPublicKeyRetrieval)
    throw refused('allowPublicKeyRetrieval: serverPublicKey is given as well, which makes it useless; take it away')
  if (firstServer(url).pathname.length < 2)
    throw refused('url: names no database; write mariadb://user@host:3306/database')
}

function warnOfRetrieval({ allowPublicKeyRetrieval }: ServerSettings, host: string): void {
  if (!allowPublicKeyRetrieval || isLocal(host)) return
  process.emitWarning(
    `MariaDB at ${host}: allowPublicKeyRetrieval without TLS lets whoever is between here and the server read the ` +
      'password; write sslmode=verify-full, or name the server’s key by serverPublicKey',
    { code: 'DMT_TLS_KEY_RETRIEVAL' },
  )
}

/** The URL without its parameters, and they. */
function split(url: string): { text: string; parameters: Record<string, string> } {
  const mark = url.indexOf('?')
  const text = mark === -1 ? url : url.slice(0, mark)
  const parameters = mark === -1 ? {} : Object.fromEntries(new URLSearchParams(url.slice(mark + 1)))
  return { text: checked(text), parameters }
}

function checked(text: string): string {
  // Names what is wrong with a host, which the parser below would not.
  const { hosts } = ConnectionUrl.parse(text, 'url')
  try {
    const { username, password, pathname } = firstServer(text)
    for (const part of [username, password, pathname]) decodeURIComponent(part)
    if (hosts.some(({ host }) => host === '')) throw new Error('empty')
    return text
  } catch {
    throw refused(
      `url: a text of ${text.length} characters that is no URL; write mariadb://user@host:3306/database, ` +
        'with a colon and the password behind the user, and percent-encode what is special in either',
    )
  }
}

function refused(message: string): ProviderError {
  return new ProviderError('invalid-options', `mariadb: ${message}`, { provider: 'mariadb' })
}
