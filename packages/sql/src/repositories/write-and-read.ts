import type { Call } from '@dmt-providers/core'
import type { ResultRow, SqlConnection } from '../sql-connection.js'
import type { SqlDialect } from '../sql-dialect.js'
import type { Arguments, Statement } from '../statement.js'

/**
 * Runs a write and answers the stored row, `undefined` when it matched none: in one statement where the dialect can
 * answer a write, otherwise as write and read in one transaction.
 */
export function writeAndRead(
  dialect: SqlDialect,
  connection: SqlConnection,
  write: Statement,
  read: Statement,
  args: Arguments,
  call: Call,
): Promise<ResultRow | undefined> {
  if (dialect.returning !== 'none') return connection.run(write, args, call).then(({ rows }) => rows[0])
  return connection.transaction(async (session) => {
    const { affected } = await session.run(write, args, call)
    return affected === 0 ? undefined : (await session.run(read, args, call)).rows[0]
  }, call)
}
