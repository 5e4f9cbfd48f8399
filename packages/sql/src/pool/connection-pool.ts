import { Deadlines, type Timed } from '@dmt-providers/core'
import type { PooledConnection } from './pooled-connection.js'
import type { Taken } from './sender.js'

/** What bounds a pool. */
export interface PoolBounds {
  /** Connections that are open at most. */
  readonly max: number
  /** Milliseconds that a call waits for a connection. */
  readonly waitMs: number
  readonly idleMs: number
  readonly lifetimeMs: number
}

/** What a pool tells of itself. */
export interface PoolEvents {
  /** A connection stands. */
  opened(connection: PooledConnection): void
  /** No connection could be made. */
  failed(error: unknown): void
  /** An idle connection was ended by somebody else. */
  lost(error: unknown): void
  /** What a call is told that has waited in vain. */
  waitedInVain(): unknown
}

/**
 * A bounded pool. The newest connection that came back is the next to be used, so that those that are too many grow old
 * and are closed. A connection that cannot be made is told to the call that has waited longest for it, with the reason.
 */
export class ConnectionPool {
  readonly #open = new Set<PooledConnection>()
  readonly #idle: PooledConnection[] = []
  readonly #waiting = new Set<Waiter>()
  readonly #deadlines: Deadlines
  #opening = 0
  #closed = false
  #sweep: NodeJS.Timeout | undefined

  constructor(
    private readonly connect: () => Promise<PooledConnection>,
    private readonly bounds: PoolBounds,
    private readonly events: PoolEvents,
  ) {
    this.#deadlines = new Deadlines(bounds.waitMs)
  }

  get numbers(): { idle: number; used: number; waiting: number; max: number } {
    const idle = this.#idle.length
    return { idle, used: this.#open.size - idle, waiting: this.#waiting.size, max: this.bounds.max }
  }

  take(taken: Taken): void {
    const connection = this.#newestIdle()
    if (connection !== undefined) return void taken(undefined, connection)
    const waiter = new Waiter(taken, () => {
      this.#waiting.delete(waiter)
      taken(this.events.waitedInVain(), undefined)
    })
    this.#waiting.add(waiter)
    this.#deadlines.set(waiter, performance.now())
    this.#grow()
  }

  release(connection: PooledConnection, drop: boolean): void {
    const worn = performance.now() > connection.expiresAt
    if (drop || worn || this.#closed || connection.ended) {
      this.#open.delete(connection)
      if (drop) connection.drop()
      else void connection.end()
      this.#grow()
    } else {
      this.#hand(connection)
    }
  }

  /** Ends every connection, and resolves once they have ended; calls that wait are not told. */
  async close(): Promise<void> {
    this.#closed = true
    clearTimeout(this.#sweep)
    await Promise.all([...this.#open].map((connection) => connection.end()))
  }

  /** One that is to be replaced is closed in place of being used. */
  #newestIdle(): PooledConnection | undefined {
    const now = performance.now()
    for (let newest = this.#idle.pop(); newest !== undefined; newest = this.#idle.pop()) {
      if (newest.expiresAt >= now) return newest
      this.#open.delete(newest)
      void newest.end()
    }
    return undefined
  }

  /** Opens connections for calls that wait, as many as there may be. */
  #grow(): void {
    const room = this.bounds.max - this.#open.size - this.#opening
    const needed = Math.min(room, this.#waiting.size - this.#opening)
    for (let count = 0; count < needed && !this.#closed; count++) void this.#openOne()
  }

  async #openOne(): Promise<void> {
    this.#opening++
    try {
      this.#opened(await this.connect())
    } catch (error) {
      this.#opening--
      this.events.failed(error)
      this.#next()?.taken(error, undefined)
      this.#grow()
    }
  }

  #opened(connection: PooledConnection): void {
    this.#opening--
    if (this.#closed) return void connection.end()
    this.#open.add(connection)
    connection.expiresAt = performance.now() + this.bounds.lifetimeMs * (1 - Math.random() / 5)
    connection.lost = (error) => this.#lost(connection, error)
    this.events.opened(connection)
    this.#hand(connection)
  }

  /** Gives a connection to the call that has waited longest, or keeps it. */
  #hand(connection: PooledConnection): void {
    const next = this.#next()
    if (next !== undefined) return void next.taken(undefined, connection)
    connection.idleSince = performance.now()
    this.#idle.push(connection)
    this.#sweep ??= setTimeout(() => this.#closeIdle(), this.bounds.idleMs).unref()
  }

  #next(): Waiter | undefined {
    const [first] = this.#waiting
    if (first === undefined) return undefined
    this.#waiting.delete(first)
    this.#deadlines.clear(first)
    return first
  }

  /** One that is in use is given back by who uses it, and hears of the end itself. */
  #lost(connection: PooledConnection, error: unknown): void {
    const place = this.#idle.indexOf(connection)
    if (place === -1) return
    this.#idle.splice(place, 1)
    this.#open.delete(connection)
    this.events.lost(error)
  }

  /** The oldest come first. */
  #closeIdle(): void {
    this.#sweep = undefined
    const now = performance.now()
    for (let first = this.#idle[0]; first !== undefined; first = this.#idle[0]) {
      const left = first.idleSince + this.bounds.idleMs - now
      if (left > 0) {
        this.#sweep = setTimeout(() => this.#closeIdle(), left).unref()
        return
      }
      this.#idle.shift()
      this.#open.delete(first)
      void first.end()
    }
  }
}

/** A call that waits for a connection. */
class Waiter implements Timed {
  expiresAt = 0
  earlier: Timed | undefined = undefined
  later: Timed | undefined = undefined

  constructor(
    readonly taken: Taken,
    readonly expire: () => void,
  ) {}
}
