import type { ConnectionOptions, SecureContextOptions } from 'node:tls'
import type { TlsContext } from './tls-context.js'
import type { TlsMode } from './tls-mode.js'

/** What Node's `tls.connect` is told. */
export type TlsOptions = SecureContextOptions &
  Pick<ConnectionOptions, 'host' | 'servername' | 'secureContext' | 'checkServerIdentity'> & {
    rejectUnauthorized: boolean
  }

/** How the connections to one host use TLS. */
export interface TlsConnections {
  /** For the driver; false is none. It is one object, in which {@link TlsConnections.prepare} puts what it found. */
  readonly ssl: TlsOptions | false
  /** Before each connection: reads certificates that changed. Throws `invalid-options` when there are none to use. */
  prepare(): Promise<void>
}

const plain: TlsConnections = { ssl: false, prepare: async () => undefined }

/** Options of TLS in each mode that has it. */
const checks: Readonly<Record<Exclude<TlsMode, 'none'>, TlsOptions>> = {
  offered: { rejectUnauthorized: false },
  unverified: { rejectUnauthorized: false },
  authority: { rejectUnauthorized: true, checkServerIdentity: () => undefined },
  full: { rejectUnauthorized: true },
}

/**
 * How to connect in a mode; `more` are options of the driver's own, such as `servername`. Whether a server that is asked
 * in the mode `offered` has TLS is for the caller to find out. Certificates that cannot be read are thrown as
 * `invalid-options`.
 */
export async function tlsConnections(
  mode: TlsMode,
  context: TlsContext,
  more: Partial<TlsOptions> = {},
): Promise<TlsConnections> {
  if (mode === 'none') return plain
  const ssl: TlsOptions = { ...more, ...checks[mode] }
  const prepare = async () => {
    ssl.secureContext = await context.current()
  }
  await prepare()
  return { ssl, prepare }
}
