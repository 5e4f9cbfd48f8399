import { isIP } from 'node:net'
import { rootCertificates } from 'node:tls'
import type { Environment } from '@dmt-providers/core'
import {
  authoritiesFor,
  sslMode,
  sslWords,
  type TlsConnections,
  TlsContext,
  type TlsMode,
  tlsConnections,
} from '@dmt-providers/tls'
import type { ServerSettings } from './options.js'
import type { ServerAddress } from './server-address.js'

/** What TLS is called in errors and warnings. */
export const words = sslWords('mariadb', 'MariaDB')

/** The mode of connections to a host. Throws `invalid-options` for options that contradict each other. */
export const tlsMode = (settings: ServerSettings, host: string): TlsMode => sslMode(settings, host, words)

/** How the connections to one host use TLS. */
export interface ServerTls extends TlsConnections {
  /** Without it where the server offers none. */
  readonly optional: boolean
}

/** How to connect to a host. Certificates that cannot be read are thrown as they come. */
export async function serverTls(
  settings: ServerSettings,
  { host }: ServerAddress,
  environment: Environment,
): Promise<ServerTls> {
  const { sslrootcert, sslcert: cert, sslkey: key, sslpassword: passphrase } = settings
  const mode = tlsMode(settings, host)
  const files = { ca: authoritiesFor(host, sslrootcert), cert, key, passphrase }
  const connections = await tlsConnections(mode, new TlsContext(files, words, environment), {
    host,
    ...(isIP(host) === 0 ? { servername: host } : {}),
    // Named, or the driver takes a certificate of nobody for that of a MariaDB that proves itself by the password.
    ca: [...rootCertificates],
  })
  return { ...connections, optional: mode === 'offered' }
}
