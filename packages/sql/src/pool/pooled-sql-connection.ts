import { type Call, type Cancellable, ProviderError } from '@dmt-providers/core'
import type { SqlConnection, SqlResult, SqlSession } from '../sql-connection.js'
import type { Arguments, Statement } from '../statement.js'
import { notApplied } from './not-applied.js'
import { PoolLease } from './pool-lease.js'
import type { PooledConnection, WorkingConnection } from './pooled-connection.js'
import type { PoolUse } from './sender.js'
import { SingleStatement } from './single-statement.js'

/** Statements over a pool of connections, which is opened with the first call. */
export class PooledSqlConnection<C extends WorkingConnection = PooledConnection> implements SqlConnection {
  #use: Promise<PoolUse<C>> | undefined
  /** The same once it is there. */
  #sender: PoolUse<C> | undefined
  readonly #underWay = new Set<Cancellable>()
  #closed = false

  constructor(private readonly open: () => Promise<PoolUse<C>>) {}

  /** By far the most frequent: it goes by callbacks, and makes no promise but the one that it answers. */
  run(statement: Statement, args: Arguments, call: Call): Promise<SqlResult> {
    return new Promise((resolve, reject) => {
      if (this.#closed) throw closed()
      const single = new SingleStatement<C>(statement, statement.bind(args), (error, answer) => {
        call.end(single)
        this.#underWay.delete(single)
        if (answer === undefined) reject(error)
        else resolve(answer)
      })
      this.#underWay.add(single)
      call.begin(single)
      if (this.#sender !== undefined) single.begin(this.#sender)
      else
        this.#opened().then(
          (opened) => single.begin(opened),
          (error) => single.stop(error),
        )
    })
  }

  async transaction<T>(body: (session: SqlSession) => Promise<T>, call: Call): Promise<T> {
    return await this.#lease(call, async (lease) => {
      let committing = false
      try {
        // Waited for: were it refused, what is sent behind it would commit by itself.
        await lease.send((connection, answered) => connection.begin(answered))
        const answer = await body({
          run: (statement, args) =>
            lease.send((connection, answered) => connection.run(statement, statement.bind(args), answered)),
        })
        call.signal.throwIfAborted()
        committing = true
        await lease.send((connection, answered) => connection.commit(answered))
        return answer
      } catch (error) {
        await lease.rollBack()
        // Without a commit the server rolls back, however the connection ended.
        throw committing ? error : notApplied(error)
      }
    })
  }

  /** Ends what is still under way: the store around it has waited for that as long as it waits. */
  async close(): Promise<void> {
    this.#closed = true
    for (const work of this.#underWay) work.stop(closed())
    const use = this.#use
    this.#use = undefined
    // A pool that could not be opened needs no closing, and its error was thrown by the call that met it.
    await (await use?.catch(() => undefined))?.close()
  }

  async #lease<T>(call: Call, work: (lease: PoolLease<C>) => Promise<T>): Promise<T> {
    if (this.#closed) throw closed()
    const lease = new PoolLease<C>(() => this.#opened())
    this.#underWay.add(lease)
    const answer = lease.run(() => work(lease))
    call.begin(lease)
    try {
      return await answer
    } finally {
      call.end(lease)
      this.#underWay.delete(lease)
    }
  }

  #opened(): Promise<PoolUse<C>> {
    this.#use ??= this.#made().catch((error: unknown) => {
      this.#use = undefined
      throw error
    })
    return this.#use
  }

  async #made(): Promise<PoolUse<C>> {
    const use = await this.open()
    this.#sender = use
    return use
  }
}

function closed(): ProviderError {
  return new ProviderError('closed', 'the store was closed during the call')
}
