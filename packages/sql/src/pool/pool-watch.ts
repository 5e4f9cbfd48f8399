import { type PoolNumbers, PoolTelemetry, ProviderError, redactText } from '@dmt-providers/core'
import type { PoolBounds, PoolEvents } from './connection-pool.js'
import type { PooledConnection } from './pooled-connection.js'

/** Milliseconds between two warnings of lost connections: a server that stops ends all of them at once. */
const betweenWarnings = 1_000

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
  #failure: { readonly error: unknown; readonly at: number } | undefined
  #warned = Number.NEGATIVE_INFINITY

  constructor(
    private readonly pool: PoolName,
    private readonly bounds: PoolBounds,
    private readonly numbers: () => PoolNumbers,
  ) {
    this.telemetry = new PoolTelemetry({ ...pool, max: bounds.max }, numbers)
  }

  opened({ begun }: PooledConnection): void {
    this.#failure = undefined
    this.telemetry.created(performance.now() - begun)
  }

  failed(error: unknown): void {
    this.#failure = { error, at: performance.now() }
  }

  lost(error: unknown): void {
    const now = performance.now()
    if (now - this.#warned < betweenWarnings) return
    this.#warned = now
    const reason = redactText(error instanceof Error ? error.message : String(error))
    process.emitWarning(`a ${this.pool.product} connection ended: ${reason}`, { code: 'DMT_CONNECTION_LOST' })
  }

  /** Why no connection could be made, and only otherwise that all are in use. */
  waitedInVain(): unknown {
    this.telemetry.timedOut()
    const { waitMs } = this.bounds
    if (this.#failure !== undefined && performance.now() - this.#failure.at <= waitMs) return this.#failure.error
    const { used, idle, waiting } = this.numbers()
    if (used + idle === 0)
      return new ProviderError('unavailable', `no connection to the server came to stand within ${waitMs} ms`, {
        notApplied: true,
      })
    const since = new Date(Date.now() - waitMs).toISOString()
    return new ProviderError(
      'limit-exceeded',
      `no connection of the pool got free within ${waitMs} ms: ${used} of at most ${this.bounds.max} are in use, and ` +
        `${waiting} more calls wait; this one did since ${since}; raise poolMax, or find what takes so long`,
      { retryable: true, notApplied: true },
    )
  }
}
