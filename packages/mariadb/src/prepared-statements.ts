import type { Connection, Prepare } from 'mariadb/callback'

/** Hears the driver's answer. */
type Hear = (error: unknown, answer?: unknown) => void

/**
 * Statements that one connection keeps prepared at most. A store has fewer than a hundred; each counts against the
 * server's `max_prepared_stmt_count`, which all of its connections share.
 */
const most = 256

/** The server does not know the statement any more, or wants it anew; it did nothing of it. */
const stale = new Set([1243, 1615])

/** The server prepares no more statements, or none of this kind. */
const refused = new Set([1295, 1461])

/** The statements that are prepared on a connection, by their text. */
export class PreparedStatements {
  readonly #known = new Map<string, Prepare>()

  constructor(private readonly driver: Connection) {}

  /** Sends one, prepared on its first use. One that the server will not prepare is sent as a text. */
  execute(text: string, values: unknown[], hear: Hear): void {
    const known = this.#known.get(text)
    if (known === undefined) return void this.#prepare(text, values, hear)
    known.execute(values, (error: unknown, answer?: unknown) => {
      if (error && stale.has(numberOf(error))) {
        this.#known.delete(text)
        this.#prepare(text, values, hear)
      } else {
        hear(error, answer)
      }
    })
  }

  #prepare(text: string, values: unknown[], hear: Hear): void {
    this.driver.prepare(text, (error, made) => {
      if (made !== undefined) {
        this.#keep(text, made)
        made.execute(values, hear)
      } else if (refused.has(numberOf(error))) {
        this.driver.query(text, values, hear)
      } else {
        hear(error)
      }
    })
  }

  #keep(text: string, made: Prepare): void {
    const [oldest] = this.#known
    if (oldest !== undefined && this.#known.size >= most) {
      this.#known.delete(oldest[0])
      oldest[1].close()
    }
    this.#known.set(text, made)
  }
}

function numberOf(error: unknown): number {
  return Number(Reflect.get(Object(error), 'errno'))
}
