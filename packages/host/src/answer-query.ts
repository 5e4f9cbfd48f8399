import { isProviderError, ProviderError, type StorageStore } from '@dmt-providers/core'
import { hostError } from './host-error.js'
import type { HostLogger } from './host-logger.js'
import { messageOf } from './message-of.js'

/** What the reference answers to `SELECT 1`. */
export interface QueryResult {
  command: 'SELECT'
  rowCount: number
  rows: Record<string, unknown>[]
}

/**
 * The `query` of a database: the hosts send `SELECT 1` to learn whether it is ready, and nothing else. Any other text
 * throws `unsupported`, since the database behind need not speak SQL's PostgreSQL dialect.
 */
export function answerQuery(store: StorageStore, logger: HostLogger): (text: string) => Promise<QueryResult> {
  let logged = ''
  return async (text) => {
    if (!/^\s*select\s+1\s*;?\s*$/i.test(text)) throw new ProviderError('unsupported', refusal)
    try {
      await store.ping()
      logged = ''
    } catch (error) {
      // The ready loop calls ten times and prints no more than a code. What keeps a store from being tried is not news.
      const cause = messageOf(isProviderError(error) && isProviderError(error.cause) ? error.cause : error)
      if (logged !== cause) logger.error(`Storage is not ready: ${messageOf(error)}`)
      logged = cause
      throw hostError(error)
    }
    return { command: 'SELECT', rowCount: 1, rows: [{ '?column?': 1 }] }
  }
}

const refusal =
  'query: only SELECT 1, the question whether the storage is ready, is answered; read and write by the tables instead'
