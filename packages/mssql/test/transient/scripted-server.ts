import { once } from 'node:events'
import { createServer as createTcpServer, type Server, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { createServer as createTlsServer, type SecureVersion } from 'node:tls'
import { onTestFinished } from 'vitest'
import type { Identity } from '../../../../tooling/fixtures/certificates.js'
import { type LoginRecord, loginRecord } from './login-record.js'
import { type Message, messageReader, packet, types } from './tds-messages.js'
import { done, type encryptions, loginAck, preloginReply, row, type Token } from './tds-tokens.js'
import { tlsWithinPackets } from './tls-within-packets.js'

/** What a server answers: tokens; or it hangs up, is silent, or is silent in the middle of an answer. */
export type Reply = readonly Token[] | 'hang-up' | 'silence' | 'half'

/** What a server does. */
export interface Script {
  /** What it says of TLS. Default: it has none. */
  readonly encryption?: keyof typeof encryptions
  /** TLS from the first byte, as TDS 8 has it. */
  readonly strict?: boolean
  readonly identity?: Identity
  /** The newest version of TLS that it knows. */
  readonly maxVersion?: SecureVersion
  /** Answers to logins, in their order; all further ones are let in. */
  readonly logins?: readonly Reply[]
  /** Answers to the statements of the test, in their order; all further ones have one row. */
  readonly statements?: readonly Reply[]
}

/** A server that speaks as much of TDS 7.4 as a client needs, and says what a test wants it to say. */
export interface ScriptedServer {
  readonly port: number
  /** Who has logged in, or tried. */
  readonly logins: LoginRecord[]
  /** The statements of the test that it was sent. */
  readonly statements: string[]
}

/** What a client is told when its login is accepted. */
export const accepted: readonly Token[] = [loginAck, done]

/** Starts a server, which ends with the test. It stands in for Azure SQL, which cannot be made to fail on demand. */
export async function scriptedServer(script: Script): Promise<ScriptedServer> {
  const made = { port: 0, logins: [] as LoginRecord[], statements: [] as string[] }
  const sockets = new Set<Socket>()
  const server = listener(script, (socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => sockets.delete(socket))
    new Session(script, made).serve(socket)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no TCP address')
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return Object.assign(made, { port: address.port })
}

function listener({ strict, identity }: Script, connected: (socket: Socket) => void): Server {
  if (strict !== true || identity === undefined) return createTcpServer(connected)
  const { certificate: cert, key } = identity
  return createTlsServer({ cert, key, ALPNProtocols: ['tds/8.0'] }, connected)
}

/** One connection to the server. */
class Session {
  constructor(
    private readonly script: Script,
    private readonly made: { logins: LoginRecord[]; statements: string[] },
  ) {}

  serve(socket: Socket): void {
    const read = messageReader(({ type }) => {
      socket.off('data', read)
      if (type === types.prelogin) this.#begin(socket)
      else socket.destroy()
    })
    socket.on('data', read)
  }

  #begin(socket: Socket): void {
    const { encryption = 'not-supported', identity, strict, maxVersion } = this.script
    socket.write(packet(types.reply, preloginReply(encryption)))
    const encrypted = strict !== true && (encryption === 'on' || encryption === 'required')
    const stream: Duplex = identity !== undefined && encrypted ? tlsWithinPackets(socket, identity, maxVersion) : socket
    // A client that does not like the certificate breaks the connection.
    stream.on('error', () => {})
    stream.on(
      'data',
      messageReader((message) => this.#answer(stream, message)),
    )
  }

  #answer(stream: Duplex, { type, data }: Message): void {
    if (type === types.login) {
      this.made.logins.push(loginRecord(data))
      this.#reply(stream, this.script.logins?.[this.made.logins.length - 1] ?? accepted)
    } else {
      const text = data.subarray(data.readUInt32LE(0)).toString('utf16le')
      this.#reply(stream, type === types.batch ? this.#answerTo(text) : [done])
    }
  }

  /** The driver and the store set up their session before the statements of a test. */
  #answerTo(text: string): Reply {
    if (/^\s*set /i.test(text)) return [done]
    if (text.includes('is_read_committed_snapshot_on')) return [row({ snapshots: 1, json: 1 }), done]
    this.made.statements.push(text)
    return this.script.statements?.[this.made.statements.length - 1] ?? [row({ one: 1 }), done]
  }

  #reply(stream: Duplex, reply: Reply): void {
    if (reply === 'silence') return
    if (reply === 'hang-up') return void stream.destroy()
    const whole = packet(types.reply, Buffer.concat([...(reply === 'half' ? [loginAck, done] : reply)]))
    stream.write(reply === 'half' ? whole.subarray(0, 20) : whole)
  }
}
