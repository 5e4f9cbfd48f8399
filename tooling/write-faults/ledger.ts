import { readFile } from 'node:fs/promises'
import { expect } from 'vitest'

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

/** Runs a statement at a database and answers its rows. */
export type RowsAt = (url: string, statement: string) => Promise<readonly Readonly<Record<string, unknown>>[]>

/**
 * Proves that every acknowledged write is there exactly once, that everything which is there was sent and none of it
 * twice, and that a write said to be without effect has none. The database notes the token of each write that it applies
 * in a table `noted`, in the same transaction. Answers the books.
 */
export async function proveLedger(rowsAt: RowsAt, url: string, file: string): Promise<Ledger> {
  const ledger: Ledger = JSON.parse(await readFile(file, 'utf8'))
  const rows = await rowsAt(url, 'select token, count(*) as times from noted group by token')
  const applied = new Map(rows.map(({ token, times }) => [String(token), Number(times)]))
  const sent = new Set(ledger.sent)
  expect([...applied].filter(([, times]) => times !== 1)).toEqual([])
  expect([...applied.keys()].filter((token) => !sent.has(token))).toEqual([])
  expect(ledger.acknowledged.filter((token) => !applied.has(token))).toEqual([])
  expect(ledger.failed.filter(({ notApplied, token }) => notApplied && applied.has(token))).toEqual([])
  expect(ledger.acknowledged.length + ledger.failed.length).toBe(ledger.sent.length)
  return ledger
}

/** Codes that callers saw, each once. */
export const codesOf = ({ failed }: Ledger) => [...new Set(failed.map(({ code }) => code))]
