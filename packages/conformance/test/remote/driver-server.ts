import { once } from 'node:events'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { Call, isProviderError } from '@dmt-providers/core'
import type { Address } from '../../src/index.js'
import { FrameReader, frame } from './frames.js'

/** A request: the client's password, the driver's method as a path, and its arguments but for the call. */
export interface Request {
  password: string
  path: readonly string[]
  args: readonly unknown[]
}

/** A reply: an answer, or what an error carries. */
export type Reply =
  | { answer: unknown }
  | { error: { code: string; message: string; reason?: string; table?: string; key?: string } }

/** The password that is let in, and the one that is let in but may do nothing. */
export const passwords = { right: 'Right-Password-1', powerless: 'Powerless-Password-1' }

/** Serves a driver over TCP on loopback, one request after the other on each connection. */
export class DriverServer {
  readonly #sockets = new Set<Socket>()
  readonly #server: Server

  constructor(private readonly driver: object) {
    this.#server = createServer((socket) => this.#serve(socket))
  }

  /** Where it listens. */
  address(): Address {
    return { host: '127.0.0.1', port: (this.#server.address() as AddressInfo).port }
  }

  async start(): Promise<void> {
    this.#server.listen(0, '127.0.0.1')
    await once(this.#server, 'listening')
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy()
    this.#server.close()
    await once(this.#server, 'close')
  }

  #serve(socket: Socket): void {
    const reader = new FrameReader()
    this.#sockets.add(socket)
    socket.on('close', () => this.#sockets.delete(socket))
    socket.on('error', () => socket.destroy())
    socket.on('data', (chunk) => {
      for (const message of reader.read(chunk)) void this.#answer(socket, message as Request)
    })
  }

  async #answer(socket: Socket, request: Request): Promise<void> {
    const reply = refusalOf(request) ?? (await this.#call(request))
    if (!socket.destroyed) socket.write(frame(reply))
  }

  async #call({ path, args }: Request): Promise<Reply> {
    const owner = path.slice(0, -1).reduce<object>((object, name) => Reflect.get(object, name), this.driver)
    try {
      const method = Reflect.get(owner, path.at(-1) ?? '')
      return { answer: await Reflect.apply(method, owner, [...args, new Call({})]) }
    } catch (error) {
      if (!isProviderError(error)) throw error
      const { code, message, reason, table, key } = error
      return { error: { code, message, ...(reason && { reason }), ...(table && { table }), ...(key && { key }) } }
    }
  }
}

function refusalOf({ password, path }: Request): Reply | undefined {
  if (password === passwords.right) return undefined
  if (password !== passwords.powerless) return { error: { code: 'unauthenticated', message: 'unknown password' } }
  const allowed = path.at(-1) === 'ping' || path.at(-1) === 'probe'
  return allowed ? undefined : { error: { code: 'permission-denied', message: 'no permission' } }
}
