import type pg from 'pg'

/**
 * Ends connections of a pool that lead to the wrong server: idle ones at once, one in use when it is given back, since
 * what it does may still come to a good end.
 */
export class RetiredConnections {
  readonly #retired = new WeakSet<pg.Client>()

  /** Has a pool drop what was retired while it was in use. */
  attach(pool: pg.Pool): void {
    pool.on('release', (_, client) => {
      if (this.#retired.has(client)) void client.end()
    })
  }

  retire(client: pg.Client, reason: string): void {
    if (this.#retired.has(client)) return
    this.#retired.add(client)
    // This is how a pool hears of the end of an idle connection; nobody listens to one that has only just come to stand.
    if (client.listenerCount('error') > 0) client.emit('error', new Error(reason))
  }
}
