import type { Socket } from 'node:net'
import { ProviderError } from '@dmt-providers/core'

/** Types of what is sent first. Sources: [MS-TDS] 2.2.3.1.1 for a packet, RFC 5246 6.2.1 for a record of TLS. */
const [prelogin, firstOfTls, lastOfTls] = [0x12, 0x14, 0x17]

/**
 * Breaks a connection that is about to log in without TLS where TLS was asked for. A server says in plain text whether
 * it has TLS, and the driver believes whoever says that it has none: anybody in between could have the password so.
 * TLS itself is negotiated within prelogin packets, so that all else that is sent before it is refused.
 */
export function refusePlainLogin(socket: Socket): Socket {
  const write = socket.write
  const guarded = function (this: Socket, ...sent: Parameters<Socket['write']>): boolean {
    const [chunk] = sent
    const type = typeof chunk === 'string' ? chunk.charCodeAt(0) : chunk[0]
    if (type === prelogin) return Reflect.apply(write, this, sent)
    if (type === undefined || type < firstOfTls || type > lastOfTls) {
      this.destroy(plainLogin())
      return false
    }
    this.write = write
    return Reflect.apply(write, this, sent)
  }
  return Object.assign(socket, { write: guarded })
}

function plainLogin(): ProviderError {
  return new ProviderError(
    'unavailable',
    'sslmode: the server offers no TLS, or somebody in between says so; nothing was sent to it. Give the server a ' +
      'certificate, or write sslmode=disable (Encrypt=false) where the network itself is trusted',
    { provider: 'mssql', retryable: false, notApplied: true },
  )
}
