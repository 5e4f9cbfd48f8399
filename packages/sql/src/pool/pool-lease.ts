import { type Deadlines, ProviderError, type Timed } from '@dmt-providers/core'
import type { SqlResult } from '../sql-connection.js'
import type { Answered, WorkingConnection } from './pooled-connection.js'
import type { Sender } from './sender.js'

/**
 * One use of a pool's connection. It may be ended from outside: then a statement at work is cancelled and the connection
 * dropped, and the server rolls back by itself what was open on it.
 */
export class PoolLease<C extends WorkingConnection> {
  #sender: Sender<C> | undefined
  #connection: C | undefined
  #working = false
  /** True once an answer is missing: what follows on the connection could be taken for the answer to something else. */
  #broken = false
  #stopped: { reason: unknown } | undefined
  #refuse: (reason: unknown) => void = () => {}

  constructor(private readonly opened: () => Promise<Sender<C>>) {}

  /** Runs `work`, which sends by {@link send}, once a connection is free. Rejects with the reason of {@link stop}. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    const stopped = new Promise<never>((_, reject) => {
      this.#refuse = reject
    })
    return await Promise.race([stopped, this.#work(work)])
  }

  /** Has the connection do one thing that it answers. */
  async send(task: (connection: C, answered: Answered) => void): Promise<SqlResult> {
    const connection = this.#connection
    if (connection === undefined) throw this.#stopped?.reason
    const deadline = new Deadline(this.#sender?.deadlines, (error) => this.stop(error))
    this.#working = true
    try {
      return await new Promise((resolve, reject) => {
        task(connection, (error, answer) => (answer === undefined ? reject(error) : resolve(answer)))
      })
    } catch (error) {
      this.#broken ||= !connection.keeps(error)
      throw error
    } finally {
      this.#working = false
      deadline.clear()
    }
  }

  /** Rolls back, unless the connection is to be dropped anyway. */
  async rollBack(): Promise<void> {
    if (this.#broken || this.#connection === undefined) return
    await this.send((connection, answered) => connection.rollBack(answered)).catch(() => undefined)
  }

  /** Gives up waiting for a connection, or drops it. */
  stop(reason: unknown): void {
    if (this.#stopped !== undefined) return
    this.#stopped = { reason }
    const [connection, sender] = [this.#connection, this.#sender]
    this.#connection = undefined
    if (connection !== undefined) {
      const asked = this.#working ? connection.cancel() : undefined
      void Promise.resolve(asked).then(() => sender?.release(connection, true))
    }
    this.#refuse(reason)
  }

  async #work<T>(work: () => Promise<T>): Promise<T> {
    const sender = await this.opened()
    this.#sender = sender
    this.#throwIfStopped()
    this.#connection = await taken(sender)
    try {
      this.#throwIfStopped()
      return await work()
    } finally {
      const connection = this.#connection
      this.#connection = undefined
      if (connection !== undefined) sender.release(connection, this.#broken)
    }
  }

  #throwIfStopped(): void {
    if (this.#stopped !== undefined) throw this.#stopped.reason
  }
}

function taken<C extends WorkingConnection>(sender: Sender<C>): Promise<C> {
  return new Promise((resolve, reject) => {
    sender.take((error, connection) => {
      if (connection === undefined) reject(error)
      else resolve(connection)
    })
  })
}

/** Until when the server must answer one statement. */
class Deadline implements Timed {
  expiresAt = 0
  earlier: Timed | undefined = undefined
  later: Timed | undefined = undefined
  #set: Deadlines | undefined

  constructor(
    deadlines: Deadlines | undefined,
    private readonly passed: (error: ProviderError) => void,
  ) {
    this.#set = deadlines
    deadlines?.set(this, performance.now())
  }

  expire(): void {
    const milliseconds = this.#set?.milliseconds
    this.#set = undefined
    this.passed(new ProviderError('timeout', `the server did not answer within ${milliseconds} ms`))
  }

  clear(): void {
    this.#set?.clear(this)
    this.#set = undefined
  }
}
