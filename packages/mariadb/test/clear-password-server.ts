import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import type { Identity } from '../../../tooling/fixtures/certificates.js'

/** A stand-in of a server of Azure or AWS, which asks for a user's token in plain text, and refuses it. */
export interface ClearPasswordServer {
  readonly port: number
  /** The tokens that it was shown. */
  readonly shown: string[]
  close(): void
}

/** Capabilities of a server of MySQL 8; the second also offers TLS. Source: MySQL's "Capabilities Flags". */
const [capabilities, offersTls] = [0x00_88_a2_08, 0x08_00]

/** Starts it; without an identity it offers no TLS. Source: MySQL's "Connection Phase" of the client/server protocol. */
export async function clearPasswordServer(identity: Identity | undefined): Promise<ClearPasswordServer> {
  const shown: string[] = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    void serve(socket, identity, shown).catch(() => socket.destroy())
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: Number(Reflect.get(Object(server.address()), 'port')),
    shown,
    close() {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}

async function serve(socket: Socket, identity: Identity | undefined, shown: string[]): Promise<void> {
  send(socket, 0, greeting(identity !== undefined))
  if (identity !== undefined) await packet(socket)
  const stream =
    identity === undefined
      ? socket
      : new TLSSocket(socket, { isServer: true, cert: identity.certificate, key: identity.key })
  stream.on('error', () => undefined)
  const { number } = await packet(stream)
  send(stream, number + 1, Buffer.from('\xfemysql_clear_password\0\0', 'latin1'))
  const answer = await packet(stream)
  shown.push(answer.body.toString('utf8').replace(/\0$/, ''))
  const refusal = Buffer.from('\xff\x15\x04#28000Access denied for user', 'latin1')
  send(stream, answer.number + 1, refusal)
}

function greeting(tls: boolean): Buffer {
  const offered = capabilities | (tls ? offersTls : 0)
  const flags = Buffer.alloc(19)
  flags.writeUInt16LE(offered & 0xff_ff, 0)
  flags.writeUInt8(45, 2)
  flags.writeUInt16LE(2, 3)
  flags.writeUInt16LE(offered >>> 16, 5)
  flags.writeUInt8(21, 7)
  const parts = [
    '\x0a8.0.40\0',
    '\x01\0\0\0',
    'abcdefgh\0',
    flags.subarray(0, 18),
    'abcdefghijkl\0',
    'caching_sha2_password\0',
  ]
  return Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part)))
}

function send(stream: Socket, number: number, body: Buffer): void {
  const head = Buffer.alloc(4)
  head.writeUIntLE(body.length, 0, 3)
  head.writeUInt8(number, 3)
  stream.write(Buffer.concat([head, body]))
}

/** The next packet; what follows it stays in the stream. */
async function packet(stream: Socket): Promise<{ number: number; body: Buffer }> {
  for (let read = Buffer.alloc(0); ; ) {
    const chunk: Buffer | null = stream.read()
    if (chunk === null) {
      await once(stream, 'readable')
      continue
    }
    read = Buffer.concat([read, chunk])
    const end = read.length < 4 ? Number.POSITIVE_INFINITY : 4 + read.readUIntLE(0, 3)
    if (read.length < end) continue
    if (read.length > end) stream.unshift(read.subarray(end))
    return { number: read.readUInt8(3), body: read.subarray(4, end) }
  }
}
