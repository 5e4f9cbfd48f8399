import { type PoolNumbers, PoolTelemetry, ProviderError } from '@dmt-providers/core'
import type { PoolBounds, PoolEvents } from './connection-pool.js'
import { poolExhausted } from './pool-exhausted.js'
import type { PooledConnection } from './pooled-connection.js'
import { warnerOfLost } from './warner-of-lost.js'

/** Whose connections a pool has. */
export interface PoolName {
  /** What people call the server: `SQL Server`. */
  readonly product: string
  /** OpenTelemetry `db.system.name`. */
  readonly system: string
  /** Host, port and database, without credentials. */
  readonly name: string
}

/** Knows how a pool fares: tells the cause when a call gets no connection, and shows the pool's metrics. */
export class PoolWatch implements PoolEvents {
  readonly telemetry: PoolTelemetry
  /** At an idle connection that somebody else ended. */
  readonly lost: (error: unknown) => void
  #failure: { readonly error: unknown; readonly at: number } | undefined

  constructor(
    pool: PoolName,
    private readonly bounds: PoolBounds,
    private readonly numbers: () => PoolNumbers,
  ) {
    this.lost = warnerOfLost(pool.product)
    this.telemetry = new PoolTelemetry({ ...pool, max: bounds.max }, numbers)
  }

  opened({ begun }: PooledConnection): void {
    this.#failure = undefined
    this.telemetry.created(performance.now() - begun)
  }

  failed(error: unknown): void {
    this.#failure = { error, at: performance.now() }
  }

  /** Why no connection could be made, and only otherwise that all are in use. */
  waitedInVain(): unknown {
    this.telemetry.timedOut()
    const { waitMs } = this.bounds
    if (this.#failure !== undefined && performance.now() - this.#failure.at <= waitMs) return this.#failure.error
    const numbers = this.numbers()
    if (numbers.used + numbers.idle > 0) return poolExhausted(numbers, this.bounds.max, waitMs)
    return new ProviderError('unavailable', `no connection to the server came to stand within ${waitMs} ms`, {
      notApplied: true,
    })
  }
}
