import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { type Call, type ConflictReason, type ErrorCode, ProviderError } from '@dmt-providers/core'
import type { Address } from '../../src/index.js'
import type { Reply } from './driver-server.js'
import { FrameReader, frame } from './frames.js'

/** Calls a driver that is served elsewhere, on connections that it keeps for the next call. */
export class RemoteClient {
  readonly #idle: Socket[] = []
  readonly #busy = new Set<Socket>()

  constructor(
    private readonly address: Address,
    private readonly password: string,
  ) {}

  /** One call. Fails with the network's error, or with the `ProviderError` that the server tells of. */
  async call(path: readonly string[], args: readonly unknown[], call: Call): Promise<unknown> {
    const socket = this.#idle.pop() ?? this.#connect()
    const cancel = () => socket.destroy(new Error('cancelled'))
    this.#busy.add(socket)
    call.signal.addEventListener('abort', cancel)
    try {
      const reply = await this.#exchange(socket, { password: this.password, path, args })
      this.#idle.push(socket)
      return answerOf(reply)
    } finally {
      call.signal.removeEventListener('abort', cancel)
      this.#busy.delete(socket)
    }
  }

  /** Breaks every connection. */
  async close(): Promise<void> {
    for (const socket of [...this.#idle, ...this.#busy]) socket.destroy()
  }

  #connect(): Socket {
    const socket = connect(this.address)
    // An idle connection that breaks is forgotten; without a listener it would end the process.
    socket.on('error', () => socket.destroy())
    socket.on('close', () => {
      const at = this.#idle.indexOf(socket)
      if (at !== -1) this.#idle.splice(at, 1)
    })
    return socket
  }

  async #exchange(socket: Socket, request: unknown): Promise<Reply> {
    const ended = new AbortController()
    const reader = new FrameReader()
    const lost = once(socket, 'close', { signal: ended.signal }).then(() => {
      throw Object.assign(new Error('the connection broke'), { code: 'ECONNRESET' })
    })
    lost.catch(() => {})
    socket.write(frame(request))
    try {
      for (;;) {
        const [chunk] = await Promise.race([once(socket, 'data', { signal: ended.signal }), lost])
        const [reply] = reader.read(chunk)
        if (reply !== undefined) return reply as Reply
      }
    } finally {
      ended.abort()
    }
  }
}

function answerOf(reply: Reply): unknown {
  if ('answer' in reply) return reply.answer
  const { code, message, reason, table, key } = reply.error
  throw new ProviderError(code as ErrorCode, message, {
    ...(reason !== undefined && { reason: reason as ConflictReason }),
    table,
    key,
  })
}
