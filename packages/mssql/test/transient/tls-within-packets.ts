import type { Socket } from 'node:net'
import { Duplex } from 'node:stream'
import { createSecureContext, type SecureVersion, TLSSocket } from 'node:tls'
import type { Identity } from '../../../../tooling/fixtures/certificates.js'
import { messageReader, packet, types } from './tds-messages.js'

/**
 * The server's side of TLS as TDS 7 has it: the handshake goes in prelogin packets, one reply to each of the client's, and
 * everything after it as it is.
 */
export function tlsWithinPackets(
  socket: Socket,
  { certificate: cert, key }: Identity,
  maxVersion: SecureVersion = 'TLSv1.3',
): TLSSocket {
  let handshake = true
  let flight: Buffer[] = []
  const send = () => {
    socket.write(packet(types.prelogin, Buffer.concat(flight)))
    flight = []
  }
  const inner = new Duplex({
    read: () => {},
    write(chunk: Buffer, _encoding, written) {
      if (!handshake) return void socket.write(chunk, () => written())
      if (flight.push(chunk) === 1) setImmediate(send)
      written()
    },
  })
  const read = messageReader(({ data }) => inner.push(data))
  socket.on('data', (chunk: Buffer) => {
    handshake &&= chunk[0] === types.prelogin
    if (handshake) read(chunk)
    else inner.push(chunk)
  })
  socket.on('close', () => inner.destroy())
  const minVersion = maxVersion === 'TLSv1.3' ? 'TLSv1.2' : maxVersion
  // OpenSSL has the older versions at this level alone.
  const ciphers = 'DEFAULT@SECLEVEL=0'
  return new TLSSocket(inner, {
    isServer: true,
    secureContext: createSecureContext({ cert, key, minVersion, maxVersion, ciphers }),
  })
}
