import { type Call, ProviderError } from '@dmt-providers/core'
import type { Arguments, ResultRow, SqlConnection, SqlResult, SqlSession, Statement } from '@dmt-providers/sql'
import type { PGlite, Transaction } from '@electric-sql/pglite'
import { type PgliteUse, usePglite } from './pglite-instances.js'

/** The embedded database: one session, whose transactions run one after the other. */
export class PgliteConnection implements SqlConnection {
  #use: Promise<PgliteUse> | undefined

  constructor(private readonly folder: string) {}

  async run(statement: Statement, args: Arguments): Promise<SqlResult> {
    return await run((await this.#open()).database, statement, args)
  }

  async transaction<T>(body: (session: SqlSession) => Promise<T>, call: Call): Promise<T> {
    const { database } = await this.#open()
    return await database.transaction(async (transaction) => {
      const answer = await body({ run: (statement, args) => run(transaction, statement, args) })
      call.signal.throwIfAborted()
      return answer
    })
  }

  async close(): Promise<void> {
    const use = this.#use
    this.#use = undefined
    // A database that could not be opened needs no closing, and its error was thrown by the call that met it.
    await (await use?.catch(() => undefined))?.release()
  }

  #open(): Promise<PgliteUse> {
    this.#use ??= usePglite(this.folder).catch((error: unknown) => {
      this.#use = undefined
      throw unopened(this.folder, error)
    })
    return this.#use
  }
}

async function run(session: PGlite | Transaction, statement: Statement, args: Arguments): Promise<SqlResult> {
  const { rows, affectedRows } = await session.query<ResultRow>(statement.text, statement.bind(args))
  return { rows, affected: affectedRows === undefined || affectedRows === 0 ? rows.length : affectedRows }
}

function unopened(folder: string, error: unknown): unknown {
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined
  if (code !== 'EACCES' && code !== 'EPERM' && code !== 'EROFS' && code !== 'ENOTDIR' && code !== 'EEXIST') return error
  const problem = code === 'ENOTDIR' || code === 'EEXIST' ? 'is no folder' : 'cannot be written by this user'
  return new ProviderError(
    'permission-denied',
    `pglite: ${folder} ${problem}; give a folder that this user may write`,
    {
      provider: 'pglite',
      nativeCode: code,
      cause: error,
    },
  )
}
