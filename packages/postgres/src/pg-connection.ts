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
    return await this.#lease(call, async (client) => result(await client.query(query(statement, args))))
  }

  async transaction<T>(body: (session: SqlSession) => Promise<T>, call: Call): Promise<T> {
    return await this.#lease(call, async (client) => {
      await client.query('begin')
      try {
        const answer = await body({
          run: async (statement, args) => result(await client.query(query(statement, args))),
        })
        call.signal.throwIfAborted()
        await client.query('commit')
        return answer
      } catch (error) {
        await rollBack(client)
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

  async #lease<T>(call: Call, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    const { signal } = call
    signal.throwIfAborted()
    const lease = new PoolLease((await this.#opened()).pool)
    const stop = () => lease.stop(signal.reason)
    this.#leases.add(lease)
    signal.addEventListener('abort', stop, { once: true })
    try {
      return await lease.run(work)
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

  async #opened(): Promise<PoolUse> {
    if (this.#closed) throw closed()
    this.#use ??= this.open().catch((error: unknown) => {
      this.#use = undefined
      throw error
    })
    const use = await this.#use
    if (this.#closed) throw closed()
    return use
  }
}

function closed(): ProviderError {
  return new ProviderError('closed', 'the store was closed during the call')
}

/** A connection that cannot roll back is gone, or is given up with the error that is thrown. */
async function rollBack(client: pg.PoolClient): Promise<void> {
  await client.query('rollback').catch(() => undefined)
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
