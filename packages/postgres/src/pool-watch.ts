import { PoolTelemetry } from '@dmt-providers/core'
import { notApplied, poolExhausted, type Taken } from '@dmt-providers/sql'
import type pg from 'pg'

/** What the driver's pool says to a call that has waited for a connection in vain. */
const waitedInVain = 'timeout exceeded when trying to connect'

/** What a pool is watched for. */
interface WatchedPool {
  /** Host, port and database, without credentials. */
  readonly name: string
  /** Milliseconds that a call waits for a connection. */
  readonly connectTimeoutMs: number
}

/** Knows how a pool fares: tells the cause when a call gets no connection, and shows the pool's metrics. */
export class PoolWatch {
  readonly telemetry: PoolTelemetry
  readonly #begun = new WeakMap<pg.PoolClient, number>()
  #standing = 0
  #failure: { readonly error: unknown; readonly at: number } | undefined

  constructor(
    private readonly pool: pg.Pool,
    private readonly watched: WatchedPool,
  ) {
    const description = { system: 'postgresql', name: watched.name, max: pool.options.max }
    this.telemetry = new PoolTelemetry(description, () => this.#numbers())
    pool.on('connect', (client) => {
      this.#failure = undefined
      this.#standing++
      client.once('end', () => {
        this.#standing--
      })
    })
    if (this.telemetry.enabled) this.#measure()
  }

  /** Takes a connection of the pool, in a way that costs more only for who looks at the figures. */
  get take(): (taken: Taken<pg.PoolClient>) => void {
    return this.telemetry.enabled ? (taken) => this.#takeTimed(taken) : (taken) => this.pool.connect(taken)
  }

  /** What a call is told that got no connection: why none could be made, and only otherwise that all are in use. */
  refused(error: unknown): unknown {
    const waited = error instanceof Error && error.message === waitedInVain
    if (waited) this.telemetry.timedOut()
    else this.#failure = { error, at: performance.now() }
    return notApplied(waited ? this.#cause() : error)
  }

  #takeTimed(taken: Taken<pg.PoolClient>): void {
    const begun = performance.now()
    this.pool.connect((error, client) => {
      if (client !== undefined) this.telemetry.waited(performance.now() - begun)
      taken(error, client)
    })
  }

  /** Where no connection comes to stand, one of those under way has ended before a call has waited for as long. */
  #cause(): unknown {
    const { connectTimeoutMs: milliseconds } = this.watched
    if (this.#failure !== undefined && performance.now() - this.#failure.at <= milliseconds) return this.#failure.error
    return poolExhausted(this.#numbers(), this.pool.options.max, milliseconds)
  }

  #numbers() {
    const { idleCount: idle, waitingCount: waiting } = this.pool
    return { idle, used: Math.max(0, this.#standing - idle), waiting }
  }

  #measure(): void {
    this.pool.on('acquire', (client) => void this.#begun.set(client, performance.now()))
    this.pool.on('release', (_, client) => {
      const begun = this.#begun.get(client)
      if (begun !== undefined) this.telemetry.used(performance.now() - begun)
    })
  }
}
