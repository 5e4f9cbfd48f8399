import { isIP } from 'node:net'
import { type ConnectionOptions, rootCertificates, type SecureContextOptions } from 'node:tls'
import type { Environment } from '@dmt-providers/core'
import type { ServerSettings } from '../options.js'
import type { ServerAddress } from '../server-address.js'
import { TlsContext } from './tls-context.js'
import { type TlsMode, tlsMode } from './tls-mode.js'

/** What the driver hands to Node's `tls.connect`. */
export type TlsOptions = SecureContextOptions &
  Pick<ConnectionOptions, 'host' | 'servername' | 'secureContext' | 'checkServerIdentity'> & {
    rejectUnauthorized: boolean
  }

/** How the connections to one host use TLS. */
export interface TlsConnections {
  /** For the driver; false is none. It holds what {@link TlsConnections.prepare} found. */
  readonly ssl: TlsOptions | false
  /** Without it where the server offers none. */
  readonly optional: boolean
  /** Before each connection: reads certificates that changed. Throws `invalid-options` when there are none to use. */
  prepare(): Promise<void>
}

const plain: TlsConnections = { ssl: false, optional: false, prepare: async () => undefined }

/** Options of TLS in each mode that has it. */
const checks: Readonly<Record<Exclude<TlsMode, 'none'>, TlsOptions>> = {
  offered: { rejectUnauthorized: false },
  unverified: { rejectUnauthorized: false },
  authority: { rejectUnauthorized: true, checkServerIdentity: () => undefined },
  full: { rejectUnauthorized: true },
}

/** How to connect to a host. Certificates that cannot be read are thrown as they come. */
export async function tlsConnections(
  settings: ServerSettings,
  address: ServerAddress,
  environment: Environment,
): Promise<TlsConnections> {
  const mode = tlsMode(settings, address.host)
  if (mode === 'none') return plain
  const { host } = address
  const ssl: TlsOptions = {
    ...checks[mode],
    host,
    ...(isIP(host) === 0 ? { servername: host } : {}),
    // Named, or the driver takes a certificate of nobody for that of a MariaDB that proves itself by the password.
    ca: [...rootCertificates],
  }
  const context = new TlsContext({ ...settings, sslrootcert: authoritiesOf(settings, address) }, environment)
  const prepare = async () => {
    ssl.secureContext = await context.current()
  }
  await prepare()
  return { ssl, optional: mode === 'offered', prepare }
}

/** Servers of Amazon have certificates of Amazon's own authorities, which are on no list of public ones. */
function authoritiesOf({ sslrootcert }: ServerSettings, { host }: ServerAddress): string | undefined {
  return sslrootcert ?? (/\.rds\.amazonaws\.com$/i.test(host) ? 'amazon-rds' : undefined)
}
