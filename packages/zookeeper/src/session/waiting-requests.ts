import type { JuteReader } from '../protocol/jute-reader.js'
import { MalformedReply } from '../protocol/malformed-reply.js'
import type { Operation } from '../protocol/operation.js'
import { ZookeeperError } from '../protocol/zookeeper-error.js'

interface Waiting {
  /** On the clock of `performance`. */
  readonly since: number
  settle(code: number, reply: JuteReader): void
  fail(error: Error): void
}

/** The requests of one connection that wait for their replies, by number. */
export class WaitingRequests {
  readonly #waiting = new Map<number, Waiting>()
  #answeredAt = 0

  get count(): number {
    return this.#waiting.size
  }

  /** Since when, on the clock of `performance`, requests wait and none of them is answered. */
  waitingSince(): number | undefined {
    for (const { since } of this.#waiting.values()) return Math.max(since, this.#answeredAt)
    return undefined
  }

  /** Resolves with the reply. Throws {@link ZookeeperError} for a refusal that is no answer. */
  add<Answer>(number: number, { read, refusals }: Operation<Answer>): Promise<Answer> {
    return new Promise((resolve, fail) => {
      const settle = (code: number, reply: JuteReader) => {
        const refusal = refusals?.[code]
        if (code === 0) resolve(read(reply))
        else if (refusal !== undefined) resolve(refusal)
        else fail(new ZookeeperError(code))
      }
      this.#waiting.set(number, { since: performance.now(), settle, fail })
    })
  }

  /** Hands a reply to its request. Throws {@link MalformedReply} for one that has none, or that cannot be read. */
  answer(number: number, code: number, reply: JuteReader): void {
    const waiting = this.#waiting.get(number)
    if (waiting === undefined) throw new MalformedReply('a reply that nothing was asked for')
    // Only then forgotten: one whose reply cannot be read fails with the connection.
    waiting.settle(code, reply)
    this.#waiting.delete(number)
    this.#answeredAt = performance.now()
  }

  fail(error: Error): void {
    const all = [...this.#waiting.values()]
    this.#waiting.clear()
    for (const { fail } of all) fail(error)
  }
}
