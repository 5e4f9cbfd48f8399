import { EventEmitter } from 'node:events'
import { Socket } from 'node:net'
import type { Changes } from '@dmt-providers/core'
import { ProviderError } from '@dmt-providers/core'
import type { Client, Event } from 'node-zookeeper-client'

/** States of the client's connection: after an attempt that failed or a loss, and while it is made. */
const [disconnected, connecting] = [0, 1]

/** A call of the client with the callback that it takes last. */
export type Ask<T> = (client: Client, done: (error: object | null, answer: T) => void) => void

/** Who wants to know of changes. */
export interface Listener {
  readonly changes: Changes
  /** A watch that was set on this node has fired. */
  heard(node: string): void
}

/**
 * One session. The client queues without end what it cannot send, never looks whether its signs of life are answered,
 * waits for ever for the first word of a server that is frozen, reads what it had of a reply when its connection broke as
 * the beginning of the next connection, and calls nobody back once its session has expired. All of that is seen to here.
 */
export class ZookeeperSession {
  readonly #listeners = new Set<Listener>()
  readonly #pending = new Set<(error: Error) => void>()
  readonly #heartbeat: NodeJS.Timeout
  #state: 'away' | 'connected' | 'dead' = 'away'
  #started = false
  #greeting: NodeJS.Timeout | undefined

  constructor(
    private readonly client: Client,
    private readonly servers: number,
  ) {
    client.on('connected', () => {
      this.#state = 'connected'
    })
    this.#manager?.on('state', (state) => this.#changed(state))
    client.on('disconnected', () => this.#disconnected())
    client.on('expired', () => this.#end('SESSION_EXPIRED'))
    client.on('authenticationFailed', () => this.#end('AUTH_FAILED'))
    this.#heartbeat = setInterval(() => void this.#beat(), this.#patience).unref()
  }

  get isDead(): boolean {
    return this.#state === 'dead'
  }

  /** Called for every watch that fires; one function, as the client keeps each that it is given once for each node. */
  readonly watcher = ({ path }: Event): void => {
    for (const listener of this.#listeners) listener.heard(path)
  }

  /** Resolves once there is a connection; throws `unavailable` once every server was tried in vain. */
  async connected(): Promise<void> {
    if (!this.#started) {
      this.#started = true
      this.client.connect()
    }
    if (this.#state === 'connected') return
    if (this.#state === 'dead') throw away('the session is over', true)
    await new Promise<void>((resolve, reject) => {
      let tries = 0
      const settle = (error?: Error) => {
        this.#pending.delete(settle)
        this.client.off('connected', settle)
        this.#manager?.off('state', tried)
        if (error === undefined) resolve()
        else reject(error)
      }
      const tried = (state: unknown) => {
        if (state === disconnected) tries += 1
        if (tries >= this.servers) settle(away('no server can be reached', true))
      }
      this.#pending.add(settle)
      this.client.on('connected', settle)
      this.#manager?.on('state', tried)
    })
  }

  /** Asks the server; ends with the session at the latest. */
  async ask<T>(ask: Ask<T>): Promise<T> {
    return await new Promise<T>((resolve, reject) => {
      const fail = (error: Error) => {
        this.#pending.delete(fail)
        reject(error)
      }
      this.#pending.add(fail)
      ask(this.client, (error, answer) => {
        this.#pending.delete(fail)
        if (error !== null && error !== undefined) reject(error)
        else resolve(answer)
      })
    })
  }

  listen(listener: Listener): void {
    this.#listeners.add(listener)
  }

  unlisten(listener: Listener): void {
    this.#listeners.delete(listener)
  }

  close(): void {
    clearInterval(this.#heartbeat)
    this.#end('CLOSED')
    if (!this.#started) return
    this.client.close()
    // A server that hangs would never answer the farewell.
    setTimeout(() => this.#drop(), 1_000).unref()
  }

  /** Hears of each attempt to connect and of its end. */
  #changed(state: unknown): void {
    clearTimeout(this.#greeting)
    if (state === connecting) this.#greeting = setTimeout(() => this.#drop(), this.#patience).unref()
    if (state === disconnected && this.#manager !== undefined) Reflect.set(this.#manager, 'pendingBuffer', null)
  }

  /** Milliseconds of silence after which another server is tried. */
  get #patience(): number {
    return this.client.getSessionTimeout() / 3
  }

  #disconnected(): void {
    if (this.#state === 'connected') this.#state = 'away'
    for (const { changes } of this.#listeners) changes.fail(away('the connection is lost', false))
  }

  #end(name: string): void {
    if (this.#state === 'dead') return
    this.#state = 'dead'
    clearInterval(this.#heartbeat)
    const error = away(`the session is over (${name})`, false, name)
    for (const fail of [...this.#pending]) fail(error)
    for (const { changes } of this.#listeners) changes.fail(error)
  }

  /** A connection whose other end is silent is given up, and another server tried. */
  async #beat(): Promise<void> {
    if (this.#state !== 'connected') return
    const late = setTimeout(() => this.#drop(), this.#patience).unref()
    await this.ask((client, done) => client.exists('/', done)).catch(() => undefined)
    clearTimeout(late)
  }

  #drop(): void {
    const socket: unknown = this.#manager && Reflect.get(this.#manager, 'socket')
    if (socket instanceof Socket) socket.destroy()
  }

  /** A part of the client that it does not show: it knows of each attempt to connect, and has the connection. */
  get #manager(): EventEmitter | undefined {
    const manager: unknown = Reflect.get(this.client, 'connectionManager')
    return manager instanceof EventEmitter ? manager : undefined
  }
}

function away(problem: string, notApplied: boolean, nativeCode?: string): ProviderError {
  return new ProviderError('unavailable', `${problem}; ZooKeeper is tried again`, { notApplied, nativeCode })
}
