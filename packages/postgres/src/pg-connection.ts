import { type Call, ProviderError } from '@dmt-providers/core'
import type { Arguments, SqlConnection, SqlResult, SqlSession, Statement } from '@dmt-providers/sql'
import type pg from 'pg'
import { PoolLease } from './pool-lease.js'
import type { PoolUse } from './pool-use.js'

/** Milliseconds that calls under way get to end before a close drops their connections. */
const patience = 5_000

/** Statements over a pool of connections, which is opened with the first call. */
export class PgConnection implements SqlConnection {
  #use: Promise<PoolUse> | undefined
  readonly #leases = new Set<PoolLease>()
  #closed = false
  #drained = () => {}

  constructor(private readonly open: () => Promise<PoolUse>) {}

  async run(statement: Statement, args: Arguments, call: Call): Promise<SqlResult> {
    return await this.#lease(call, async (lease) => result(await lease.send(query(statement, args))))
  }

  async transaction<T>(body: (session: SqlSession) => Promise<T>, call: Call): Promise<T> {
    return await this.#lease(call, async (lease) => {
      await lease.send('begin')
      try {
        const answer = await body({ run: async (statement, args) => result(await lease.send(query(statement, args))) })
        call.signal.throwIfAborted()
        await lease.send('commit')
        return answer
      } catch (error) {
        await lease.rollBack()
        throw error
      }
    })
  }

  async close(): Promise<void> {
    this.#closed = true
    if (this.#leases.size > 0) await this.#drain()
    const use = this.#use
    this.#use = undefined
    // A pool that could not be opened needs no closing, and its error was thrown by the call that met it.
    await (await use?.catch(() => undefined))?.release()
  }

  async #lease<T>(call: Call, work: (lease: PoolLease) => Promise<T>): Promise<T> {
    const { signal } = call
    signal.throwIfAborted()
    if (this.#closed) throw closed()
    const lease = new PoolLease(() => this.#opened())
    const stop = () => lease.stop(signal.reason)
    this.#leases.add(lease)
    signal.addEventListener('abort', stop, { once: true })
    try {
      return await lease.run(() => work(lease))
    } finally {
      signal.removeEventListener('abort', stop)
      this.#leases.delete(lease)
      if (this.#leases.size === 0) this.#drained()
    }
  }

  async #drain(): Promise<void> {
    const drained = new Promise<void>((resolve) => {
      this.#drained = resolve
    })
    const tooLate = setTimeout(() => {
      for (const lease of this.#leases) lease.stop(closed())
    }, patience)
    await drained
    clearTimeout(tooLate)
  }

  #opened(): Promise<PoolUse> {
    this.#use ??= this.open().catch((error: unknown) => {
      this.#use = undefined
      throw error
    })
    return this.#use
  }
}

function closed(): ProviderError {
  return new ProviderError('closed', 'the store was closed during the call')
}

function query(statement: Statement, args: Arguments): pg.QueryConfig {
  const values = statement.bind(args)
  return statement.name === ''
    ? { text: statement.text, values }
    : { name: statement.name, text: statement.text, values }
}

function result({ rows, rowCount }: pg.QueryResult): SqlResult {
  return { rows, affected: rowCount ?? 0 }
}
