import { type Call, type ErrorClassifier, isProviderError, ProviderError } from '@dmt-providers/core'
import type { ResultRow, SqlResult } from '../sql-connection.js'
import type { Arguments, Statement } from '../statement.js'
import { answersRow } from '../statements/write-statements.js'
import type { RepositoryContext } from './repository-context.js'

/** A write, and what reads the row that it stored. */
export interface StatementPair {
  readonly kind: 'insert' | 'update'
  readonly write: Statement
  readonly read: Statement
}

/**
 * Runs a write and answers the stored row, `undefined` when it matched none: in one statement where the dialect can
 * answer a write, otherwise an update and the read in one transaction, and an insert as the read's forerunner.
 */
export function writeAndRead(
  { dialect, connection, classify }: Pick<RepositoryContext, 'dialect' | 'connection' | 'classify'>,
  { kind, write, read }: StatementPair,
  args: Arguments,
  call: Call,
): Promise<ResultRow | undefined> {
  if (answersRow(dialect, kind)) return connection.run(write, args, call).then(({ rows }) => rows[0])
  if (kind === 'insert')
    return connection
      .run(write, args, call)
      .then(() => connection.run(read, args, call).catch((error) => unread(error, classify)))
      .then(({ rows }) => rows[0])
  return connection.transaction(async (session) => {
    const { affected } = await session.run(write, args, call)
    return affected === 0 ? undefined : (await session.run(read, args, call)).rows[0]
  }, call)
}

/** The row is written: what keeps it from being read must not pass for something of which nothing took effect. */
function unread(error: unknown, classify: ErrorClassifier): Promise<SqlResult> {
  const known = isProviderError(error) ? error : (classify(error) ?? { code: 'internal' as const })
  const { code, nativeCode, retryable } = { nativeCode: undefined, retryable: undefined, ...known }
  const reason = error instanceof Error ? error.message : String(error)
  return Promise.reject(
    new ProviderError(code, `the row was written and could not be read again: ${reason}`, {
      nativeCode,
      cause: error,
      ...(retryable === undefined ? {} : { retryable }),
    }),
  )
}
