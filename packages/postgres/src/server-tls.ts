import type { Environment } from '@dmt-providers/core'
import { authoritiesFor, type TlsConnections, TlsContext, tlsConnections } from '@dmt-providers/tls'
import { offersTls } from './offers-tls.js'
import type { ServerSettings } from './options.js'
import type { ServerAddress } from './server-address.js'
import { tlsMode, words } from './tls-mode.js'

/**
 * How the connections to a server use TLS; the driver fills in the host's name. For `prefer` the server is asked once
 * whether it offers TLS: that, like certificates that cannot be read, is thrown as it comes.
 */
export async function serverTls(
  settings: ServerSettings,
  address: ServerAddress,
  environment: Environment,
): Promise<TlsConnections> {
  const { sslrootcert, sslcert: cert, sslkey: key, sslpassword: passphrase } = settings
  const mode = tlsMode(settings, address.host)
  const isPlain = mode === 'offered' && !(await offersTls(address, settings.connectTimeoutMs))
  const files = { ca: authoritiesFor(address.host, sslrootcert), cert, key, passphrase }
  return await tlsConnections(isPlain ? 'none' : mode, new TlsContext(files, words, environment))
}
