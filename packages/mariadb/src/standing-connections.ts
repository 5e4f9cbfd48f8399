import type { ServerConnection } from './server-connection.js'

/** Milliseconds between two times at which all are given up: a server that only ever reads must not cost them for each write. */
const pause = 1_000

/** The connections of a pool that lead to one host. */
export class StandingConnections {
  readonly #all = new Set<ServerConnection>()
  #retiredAt = Number.NEGATIVE_INFINITY

  /**
   * When the server tells one of them that it takes no writes any more, all are replaced: idle ones before they are used
   * again, the others after their call, which may still come to a good end.
   */
  add(connection: ServerConnection): void {
    for (const one of this.#all) if (one.ended) this.#all.delete(one)
    this.#all.add(connection)
    connection.demoted = () => this.#retire()
  }

  #retire(): void {
    const now = performance.now()
    if (now - this.#retiredAt < pause) return
    this.#retiredAt = now
    for (const one of this.#all) one.expiresAt = Number.NEGATIVE_INFINITY
    this.#all.clear()
  }
}
