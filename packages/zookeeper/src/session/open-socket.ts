import { isIP, connect as open, type Socket } from 'node:net'
import { checkServerIdentity, connect as openTls } from 'node:tls'
import type { TlsContext } from '@dmt-providers/tls'
import type { Endpoint } from './endpoints.js'

/** How servers prove who they are. */
export interface ServerTls {
  readonly context: TlsContext
  /** Name that their certificates must have; `undefined` is the host's. */
  readonly serverName: string | undefined
}

/** A socket that connects, and the event by which it tells that it has. */
export interface OpenedSocket {
  readonly socket: Socket
  readonly connected: 'connect' | 'secureConnect'
}

/** Begins a connection. Throws `invalid-options` for certificates that cannot be used. */
export async function openSocket({ host, port }: Endpoint, tls: ServerTls | undefined): Promise<OpenedSocket> {
  if (tls === undefined) return { socket: open({ host, port, noDelay: true }), connected: 'connect' }
  const name = tls.serverName ?? host
  const socket = openTls({
    host,
    port,
    secureContext: await tls.context.current(),
    rejectUnauthorized: true,
    // Only names may be asked for; an address is compared with the certificate all the same.
    servername: isIP(name) === 0 ? name : '',
    checkServerIdentity: (_, certificate) => checkServerIdentity(name, certificate),
  })
  socket.setNoDelay(true)
  return { socket, connected: 'secureConnect' }
}
