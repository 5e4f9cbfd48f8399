import { type Call, type Cancellable, Deadlines, ProviderError } from '@dmt-providers/core'
import type { Arguments, SqlConnection, SqlResult, SqlSession, Statement } from '@dmt-providers/sql'
import type pg from 'pg'
import { notApplied } from './errors.js'
import { PoolLease } from './pool-lease.js'
import type { PoolUse } from './pool-use.js'
import type { Sender } from './sender.js'
import { SingleStatement } from './single-statement.js'

/** What sends over a pool in use, and the end of that use. */
type Opened = Sender & Pick<PoolUse, 'release'>

/** Statements over a pool of connections, which is opened with the first call. */
export class PgConnection implements SqlConnection {
  #use: Promise<Opened> | undefined
  /** The same once it is there. */
  #sender: Sender | undefined
  readonly #underWay = new Set<Cancellable>()
  #closed = false

  /** `statementTimeoutMs` is how long a statement may go without an answer, whatever its call allows. */
  constructor(
    private readonly open: () => Promise<PoolUse>,
    private readonly statementTimeoutMs?: number,
  ) {}

  /** By far the most frequent: it goes by the driver's callbacks, and makes no promise but the one that it answers. */
  run(statement: Statement, args: Arguments, call: Call): Promise<SqlResult> {
    return new Promise((resolve, reject) => {
      if (this.#closed) throw closed()
      const single = new SingleStatement(statement, statement.bind(args), (error, answer) => {
        call.end(single)
        this.#underWay.delete(single)
        if (answer === undefined) reject(error)
        else resolve(result(answer))
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
        await lease.send('begin')
        const answer = await body({ run: async (statement, args) => result(await lease.send(query(statement, args))) })
        call.signal.throwIfAborted()
        committing = true
        await lease.send('commit')
        return answer
      } catch (error) {
        await lease.rollBack()
        // Without a commit the server rolls back, however the connection ended.
        throw committing ? error : notApplied(error)
      }
    })
  }

  async close(): Promise<void> {
    this.#closed = true
    // The store has waited for its calls: what is left does not end by itself.
    for (const work of this.#underWay) work.stop(closed())
    const use = this.#use
    this.#use = undefined
    // A pool that could not be opened needs no closing, and its error was thrown by the call that met it.
    await (await use?.catch(() => undefined))?.release()
  }

  async #lease<T>(call: Call, work: (lease: PoolLease) => Promise<T>): Promise<T> {
    if (this.#closed) throw closed()
    const lease = new PoolLease(() => this.#opened())
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

  #opened(): Promise<Opened> {
    this.#use ??= this.#made().catch((error: unknown) => {
      this.#use = undefined
      throw error
    })
    return this.#use
  }

  async #made(): Promise<Opened> {
    const { pool, release, ...server } = await this.open()
    const { Query } = (await import('pg')).default
    const sender: Sender = {
      take: (taken) => pool.connect(taken),
      refused: notApplied,
      cancel: () => Promise.resolve(),
      ...server,
      Query,
      deadlines: this.statementTimeoutMs === undefined ? undefined : new Deadlines(this.statementTimeoutMs),
    }
    this.#sender = sender
    return { ...sender, release }
  }
}

function closed(): ProviderError {
  return new ProviderError('closed', 'the store was closed during the call')
}

function query(statement: Statement, args: Arguments): pg.QueryConfig {
  const values = statement.bind(args)
  const { name, text, prepared } = statement
  return prepared ? { name, text, values } : { text, values }
}

function result({ rows, rowCount }: pg.QueryResult): SqlResult {
  return { rows, affected: rowCount ?? 0 }
}
