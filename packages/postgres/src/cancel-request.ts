import type { EventEmitter } from 'node:events'
import type { Duplex } from 'node:stream'
import type { TLSSocket } from 'node:tls'
import type pg from 'pg'

/** Milliseconds that asking may take: a server that hangs does not answer this either. */
const patience = 1_000

/** What the driver's connections can do beside what its types tell. */
interface CancelConnection extends EventEmitter {
  readonly stream: Duplex | TLSSocket
  connect(port: number | string, host?: string): void
  requestSsl(): void
  cancel(processId: number, secretKey: number): void
}

/** What the driver's clients know beside what its types tell. */
interface ConnectedClient {
  readonly host: string
  readonly port: number
  readonly ssl: unknown
  readonly sslNegotiation: unknown
  readonly processID: number | null
  readonly secretKey: number | null
}

/**
 * Asks the server, over a connection of its own with the same TLS settings, to stop the statement that it works on for
 * a client. Resolves once the server has passed that on, or cannot be asked. The driver has such a request too, but
 * without TLS. Source: PostgreSQL manual, "Canceling Requests in Progress".
 */
export function cancelRequest(Connection: typeof pg.Connection, client: pg.PoolClient): Promise<void> {
  const { host, port, ssl, sslNegotiation, processID, secretKey } = client as unknown as ConnectedClient
  if (processID === null || secretKey === null) return Promise.resolve()
  const settings = { ssl, sslNegotiation } as pg.ConnectionConfig
  const connection = new Connection(settings) as unknown as CancelConnection
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(tooLate)
      connection.stream.destroy()
      resolve()
    }
    const tooLate = setTimeout(end, patience)
    const ask = () => connection.cancel(processID, secretKey)
    if (!ssl) connection.once('connect', ask)
    else if (sslNegotiation !== 'direct') connection.once('connect', () => connection.requestSsl())
    connection.once('sslconnect', ask)
    connection.on('error', end)
    // The server closes the connection after it has passed the request on.
    connection.once('end', end)
    if (host.startsWith('/')) connection.connect(`${host}/.s.PGSQL.${port}`)
    else connection.connect(port, host)
  })
}
