import type { Call } from '@dmt-providers/core'
import type { ResultRow, SqlConnection } from '../sql-connection.js'
import type { SqlDialect } from '../sql-dialect.js'
import type { Arguments, Statement } from '../statement.js'
import { answersRow } from '../statements/write-statements.js'

/** A write, and what reads the row that it stored. */
export interface StatementPair {
  readonly kind: 'insert' | 'update'
  readonly write: Statement
  readonly read: Statement
}

/**
 * Runs a write and answers the stored row, `undefined` when it matched none: in one statement where the dialect can
 * answer a write, otherwise as write and read in one transaction.
 */
export function writeAndRead(
  dialect: SqlDialect,
  connection: SqlConnection,
  { kind, write, read }: StatementPair,
  args: Arguments,
  call: Call,
): Promise<ResultRow | undefined> {
  if (answersRow(dialect, kind)) return connection.run(write, args, call).then(({ rows }) => rows[0])
  return connection.transaction(async (session) => {
    const { affected } = await session.run(write, args, call)
    return affected === 0 ? undefined : (await session.run(read, args, call)).rows[0]
  }, call)
}
