import type { Call } from '@dmt-providers/core'
import type { Statement } from '../statement.js'
import { isScaled } from './is-scaled.js'
import type { RepositoryContext } from './repository-context.js'

/** Writes after which what they left is added up. */
const often = 64

/**
 * Adds up, once in so many writes, what the writes of a database have left for readers to add. A caller whose write is
 * done waits for it, so that nothing works in the background; what keeps it from being done is no concern of that write,
 * and another one will do it.
 */
export class ChangeFolder {
  readonly #fold: Statement | undefined
  /** Processes that end before they have written so often take their turn, too. */
  #written = Math.floor(Math.random() * often)

  constructor(private readonly context: Pick<RepositoryContext, 'dialect' | 'connection' | 'schema'>) {
    this.#fold = context.dialect.deviceScale?.fold?.(context.dialect)
  }

  /** Answers what a write answered. */
  async after<T>(answer: T, call: Call, writes = 1): Promise<T> {
    this.#written += writes
    if (this.#fold === undefined || this.#written < often) return answer
    this.#written = 0
    if (!(await isScaled(this.context))) return answer
    await this.context.connection.run(this.#fold, {}, call).catch(() => undefined)
    return answer
  }
}
