import { type ErrorClassifier, ProviderError, type TableName } from '@dmt-providers/core'

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
  const problem =
    known.reason === 'duplicate' ? 'a row with this key exists already' : 'it names a row that does not exist'
  return new ProviderError('conflict', `${table}: ${problem}`, {
    ...known,
    reason: known.reason ?? 'missing-reference',
    table,
    cause: error,
  })
}
