import { randomUUID } from 'node:crypto'
import { writeFileSync, writeSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { isProviderError, type StorageStore } from '@dmt-providers/core'
import type { Ledger, WriteFailure } from './ledger.js'

const profile = {
  activation: 'acmactivate',
  generateRandomPassword: true,
  generateRandomMEBxPassword: true,
  tenantId: '',
}

type Write = (store: StorageStore, token: string, guid: string) => Promise<unknown>

const insertion: Write = (store, token) => store.devices.insert({ guid: randomUUID(), tenantId: '', hostname: token })

/** A quarter of the callers each: two of single inserts, one of updates of one row, one of transactions. */
const kinds: readonly Write[] = [
  insertion,
  insertion,
  (store, token, guid) => store.devices.update({ guid, tenantId: '', hostname: token }),
  (store, token) => store.profiles.insert({ ...profile, profileName: token }),
]

/**
 * The program of a process of its own: writes with 64 callers, each write under a token of its own, until standard input
 * ends. Prints how many writes were acknowledged and when the last one was, and what escaped every handler; keeps the
 * books in the file.
 */
export async function writeLedger(store: StorageStore, file: string): Promise<void> {
  const books = { sent: [] as string[], acknowledged: [] as string[], failed: [] as WriteFailure[] } satisfies Ledger
  const state = { lastAt: 0, stopped: false }
  for (const event of ['unhandledRejection', 'uncaughtException'] as const)
    process.on(event, (error) => say({ stray: String(error) }))
  process.stdin.once('close', () => {
    state.stopped = true
  })
  process.stdin.resume()
  const progress = setInterval(() => say({ acknowledged: books.acknowledged.length, at: state.lastAt }), 10)
  await store.ping()
  await Promise.all(Array.from({ length: 64 }, (_, caller) => writer(store, caller, books, state)))
  clearInterval(progress)
  writeFileSync(file, JSON.stringify(books))
  await store.close()
  say({ done: true })
}

async function writer(
  store: StorageStore,
  caller: number,
  books: Record<'sent' | 'acknowledged', string[]> & { failed: WriteFailure[] },
  state: { lastAt: number; readonly stopped: boolean },
): Promise<void> {
  const guid = randomUUID()
  const write = kinds[caller % kinds.length] ?? insertion
  await store.devices.insert({ guid, tenantId: '' })
  for (let count = 0; !state.stopped; count++) {
    const token = `w${caller}n${count}`
    books.sent.push(token)
    try {
      await write(store, token, guid)
      books.acknowledged.push(token)
      state.lastAt = Date.now()
    } catch (error) {
      books.failed.push(failure(token, error))
      await pause(5)
    }
  }
}

function failure(token: string, error: unknown): WriteFailure {
  if (!isProviderError(error)) return { token, code: 'none', message: String(error), notApplied: false }
  const { code, message, notApplied } = error
  return { token, code, message, notApplied }
}

function say(line: object): void {
  writeSync(1, `${JSON.stringify(line)}\n`)
}
