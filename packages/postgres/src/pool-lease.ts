import type pg from 'pg'

/** One use of a pool's connection, which may be ended from outside: then the connection is dropped with what runs on it. */
export class PoolLease {
  #client: pg.PoolClient | undefined
  #stopped: { reason: unknown } | undefined
  #refuse: (reason: unknown) => void = () => {}

  constructor(private readonly pool: pg.Pool) {}

  /** Runs `work` on a connection once one is free. Rejects with the reason of {@link stop} when it is stopped. */
  async run<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    const stopped = new Promise<never>((_, reject) => {
      this.#refuse = reject
    })
    return await Promise.race([stopped, this.#work(work)])
  }

  /** Gives up waiting for a connection, or drops it: the server then rolls back by itself what was open on it. */
  stop(reason: unknown): void {
    if (this.#stopped !== undefined) return
    this.#stopped = { reason }
    this.#release(true)
    this.#refuse(reason)
  }

  async #work<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    this.#client = await this.pool.connect()
    if (this.#stopped !== undefined) {
      this.#release(false)
      throw this.#stopped.reason
    }
    try {
      const answer = await work(this.#client)
      this.#release(false)
      return answer
    } catch (error) {
      this.#release(!answered(error))
      throw error
    }
  }

  #release(broken: boolean): void {
    const client = this.#client
    this.#client = undefined
    client?.release(broken)
  }
}

/**
 * True when the server itself refused, and the connection is ready for the next statement. After anything else, such
 * as a reply that did not come in time, what follows on the connection could answer the wrong statement.
 */
function answered(error: unknown): boolean {
  return error instanceof Error && typeof Reflect.get(error, 'severity') === 'string'
}
