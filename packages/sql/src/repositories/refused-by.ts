import { type ErrorClassifier, isProviderError, ProviderError, type TableName } from '@dmt-providers/core'

const isThere = 'a row with this key exists already'

/** Names the table and the reason when a rule of the database refused a write; other errors pass as they are. */
export async function refusedBy<T>(classify: ErrorClassifier, table: TableName, write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    throw refusal(classify, table, error)
  }
}

/** What to throw when a write failed with an error. */
export function refusal(classify: ErrorClassifier, table: TableName, error: unknown): unknown {
  const known = classify(error)
  if (known?.code !== 'conflict') return error
  const problem = known.reason === 'duplicate' ? isThere : 'it names a row that does not exist'
  return new ProviderError('conflict', `${table}: ${problem}`, {
    ...known,
    reason: known.reason ?? 'missing-reference',
    table,
    cause: error,
  })
}

/**
 * What to throw when an insert was refused. MySQL 9.6 and later look for the rows that a row names before they look
 * whether its key is taken; the other databases look for the key first, and so does the contract.
 */
export async function duplicateFirst(
  table: TableName,
  error: unknown,
  existing: () => Promise<unknown>,
): Promise<unknown> {
  if (!isProviderError(error) || error.reason !== 'missing-reference') return error
  if ((await existing()) === undefined) return error
  return new ProviderError('conflict', `${table}: ${isThere}`, { reason: 'duplicate', table, cause: error })
}
