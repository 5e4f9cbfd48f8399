import type pg from 'pg'
import { isAnswer } from './is-answer.js'
import type { PoolUse } from './pool-use.js'

/**
 * One use of a pool's connection. It may be ended from outside: then the connection is dropped, and the server rolls
 * back by itself what was open on it.
 */
export class PoolLease {
  #client: pg.PoolClient | undefined
  /** True once an answer is missing: what follows on the connection could be taken for the answer to something else. */
  #broken = false
  #stopped: { reason: unknown } | undefined
  #refuse: (reason: unknown) => void = () => {}

  constructor(private readonly opened: () => Promise<PoolUse>) {}

  /** Runs `work`, which sends by {@link send}, once a connection is free. Rejects with the reason of {@link stop}. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    const stopped = new Promise<never>((_, reject) => {
      this.#refuse = reject
    })
    return await Promise.race([stopped, this.#work(work)])
  }

  /** Sends one statement on the connection. */
  async send(query: pg.QueryConfig | string): Promise<pg.QueryResult> {
    if (this.#client === undefined) throw this.#stopped?.reason
    try {
      return await this.#client.query(query)
    } catch (error) {
      this.#broken ||= !isAnswer(error)
      throw error
    }
  }

  /** Rolls back, unless the connection is to be dropped anyway. */
  async rollBack(): Promise<void> {
    if (this.#broken || this.#client === undefined) return
    await this.send('rollback').catch(() => undefined)
  }

  /** Gives up waiting for a connection, or drops it. */
  stop(reason: unknown): void {
    if (this.#stopped !== undefined) return
    this.#stopped = { reason }
    this.#release(true)
    this.#refuse(reason)
  }

  async #work<T>(work: () => Promise<T>): Promise<T> {
    const { pool } = await this.opened()
    this.#throwIfStopped()
    this.#client = await pool.connect()
    try {
      this.#throwIfStopped()
      return await work()
    } finally {
      this.#release(this.#broken)
    }
  }

  #throwIfStopped(): void {
    if (this.#stopped !== undefined) throw this.#stopped.reason
  }

  #release(broken: boolean): void {
    const client = this.#client
    this.#client = undefined
    client?.release(broken)
  }
}
