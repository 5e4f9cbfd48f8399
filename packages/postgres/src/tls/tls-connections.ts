import type { ConnectionOptions } from 'node:tls'
import type { Environment } from '@dmt-providers/core'
import type { ServerSettings } from '../options.js'
import type { ServerAddress } from '../server-address.js'
import { offersTls } from './offers-tls.js'
import { TlsContext } from './tls-context.js'
import { type TlsMode, tlsMode } from './tls-mode.js'

/** How the connections of one pool use TLS. */
export interface TlsConnections {
  /** For the driver; false is none. It fills in the host's name, and what {@link TlsConnections.prepare} found. */
  readonly ssl: ConnectionOptions | false
  /** Before each connection: reads certificates that changed. Throws `invalid-options` when there are none to use. */
  prepare(): Promise<void>
}

const plain: TlsConnections = { ssl: false, prepare: async () => undefined }

/** Options of TLS in each mode that has it. */
const checks: Readonly<Record<Exclude<TlsMode, 'none'>, ConnectionOptions>> = {
  offered: { rejectUnauthorized: false },
  unverified: { rejectUnauthorized: false },
  authority: { rejectUnauthorized: true, checkServerIdentity: () => undefined },
  full: { rejectUnauthorized: true },
}

/**
 * How to connect to a host. For `prefer` the server is asked once whether it offers TLS: that, like certificates that
 * cannot be read, is thrown as it comes.
 */
export async function tlsConnections(
  settings: ServerSettings,
  address: ServerAddress,
  environment: Environment,
): Promise<TlsConnections> {
  const mode = tlsMode(settings, address.host)
  if (mode === 'none') return plain
  if (mode === 'offered' && !(await offersTls(address, settings.connectTimeoutMs))) return plain
  const ssl: ConnectionOptions = { ...checks[mode] }
  const context = new TlsContext({ ...settings, sslrootcert: authoritiesOf(settings, address) }, environment)
  const prepare = async () => {
    ssl.secureContext = await context.current()
  }
  await prepare()
  return { ssl, prepare }
}

/** Servers of Amazon have certificates of Amazon's own authorities, which are on no list of public ones. */
function authoritiesOf({ sslrootcert }: ServerSettings, { host }: ServerAddress): string | undefined {
  return sslrootcert ?? (/\.rds\.amazonaws\.com$/i.test(host) ? 'amazon-rds' : undefined)
}
