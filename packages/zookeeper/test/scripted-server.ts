import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'
import { FrameReader } from '../src/protocol/frame-reader.js'
import { JuteReader } from '../src/protocol/jute-reader.js'
import { JuteWriter } from '../src/protocol/jute-writer.js'

/** A request as it came. */
export interface Asked {
  readonly number: number
  readonly opcode: number
}

/** What a server that is made for one test does. */
export interface Script {
  /** A client has connected. */
  connected?(socket: Socket): void
  /** The first frame has come. */
  greeted?(socket: Socket): void
  /** Another frame has come. */
  asked?(socket: Socket, asked: Asked): void
}

/** The answer to a greeting. */
export const welcome = (timeoutMs: number) =>
  new JuteWriter().int(0).int(timeoutMs).long(7n).bytes(Buffer.alloc(16, 1)).flag(false).frame()

/** The begin of a reply. */
export const reply = (number: number, code = 0) => new JuteWriter().int(number).long(1n).int(code)

/** The reply to a node that is there. */
export const foundNode = (number: number, text: string) =>
  reply(number)
    .bytes(Buffer.from(text))
    .long(1n)
    .long(1n)
    .long(0n)
    .long(0n)
    .int(0)
    .int(0)
    .int(0)
    .long(0n)
    .int(0)
    .int(0)
    .long(1n)

/** Serves what only sounds like ZooKeeper, until the test ends. */
export async function scriptedServer(script: Script) {
  const sockets = new Set<Socket>()
  const seen = { connections: 0, open: () => sockets.size, endpoint: '' }
  const server = createServer((socket) => {
    seen.connections += 1
    sockets.add(socket)
    socket.on('error', () => socket.destroy())
    socket.on('close', () => sockets.delete(socket))
    script.connected?.(socket)
    const frames = new FrameReader(2 ** 20)
    let isGreeted = false
    socket.on('data', (bytes) => {
      for (const frame of frames.frames(bytes)) {
        const from = new JuteReader(frame)
        if (isGreeted) script.asked?.(socket, { number: from.int(), opcode: from.int() })
        else script.greeted?.(socket)
        isGreeted = true
      }
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.close()
    for (const socket of sockets) socket.destroy()
  })
  seen.endpoint = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return seen
}
