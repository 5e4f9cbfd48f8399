import { readFile } from 'node:fs/promises'
import { expect } from 'vitest'
import { mariadbAt } from '../../../../tooling/servers/mariadb/mariadb-at.js'

/** A write that its caller was told had failed. */
export interface WriteFailure {
  readonly token: string
  /** Portable code; `none` for what is no `ProviderError`. */
  readonly code: string
  readonly message: string
  readonly notApplied: boolean
}

/** What callers know of their writes, by token. */
export interface Ledger {
  readonly sent: readonly string[]
  readonly acknowledged: readonly string[]
  readonly failed: readonly WriteFailure[]
}

/** Has a database note the token of each write that it applies, in the same transaction, as often as it does. */
export async function noteWrites(url: string): Promise<void> {
  const note = (table: string, column: string) =>
    ['insert', 'update'].map(
      (event) => `create trigger ${table}_${event} after ${event} on ${table} for each row
         insert into noted select new.${column} from dual where new.${column} is not null`,
    )
  await mariadbAt(
    url,
    'create table noted (token varchar(100) not null)',
    ...note('devices', 'hostname'),
    ...note('profiles', 'profile_name'),
  )
}

/**
 * Proves that every acknowledged write is there exactly once, that everything which is there was sent and none of it
 * twice, and that a write said to be without effect has none. Answers the books.
 */
export async function proveLedger(url: string, file: string): Promise<Ledger> {
  const ledger: Ledger = JSON.parse(await readFile(file, 'utf8'))
  const rows = await mariadbAt(url, 'select token, count(*) as times from noted group by token')
  const applied = new Map(rows.map(({ token, times }) => [String(token), Number(times)]))
  const sent = new Set(ledger.sent)
  expect([...applied].filter(([, times]) => times !== 1)).toEqual([])
  expect([...applied.keys()].filter((token) => !sent.has(token))).toEqual([])
  expect(ledger.acknowledged.filter((token) => !applied.has(token))).toEqual([])
  expect(ledger.failed.filter(({ notApplied, token }) => notApplied && applied.has(token))).toEqual([])
  expect(ledger.acknowledged.length + ledger.failed.length).toBe(ledger.sent.length)
  return ledger
}
