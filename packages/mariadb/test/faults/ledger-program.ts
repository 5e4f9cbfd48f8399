import { randomUUID } from 'node:crypto'
import { writeFileSync, writeSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { isProviderError } from '@dmt-providers/core'
import { createMariadb } from '../../src/index.js'
import type { Ledger, WriteFailure } from './ledger.js'

/**
 * Writes with 64 callers, each write under a token of its own, until standard input ends: `<URL> <file>`. Prints how many
 * writes were acknowledged and when the last one was, and what escaped every handler; keeps the books in the file.
 */
const [, , url = '', file = ''] = process.argv
const sent: string[] = []
const acknowledged: string[] = []
const failed: WriteFailure[] = []
let [lastAt, stopped] = [0, false]

for (const event of ['unhandledRejection', 'uncaughtException'] as const) {
  process.on(event, (error) => say({ stray: String(error) }))
}

const store = createMariadb({ url })
const profile = {
  activation: 'acmactivate',
  generateRandomPassword: true,
  generateRandomMEBxPassword: true,
  tenantId: '',
}

/** A quarter of the callers each: two of single inserts, one of updates of one row, one of transactions. */
const kinds: readonly ((token: string, guid: string) => Promise<unknown>)[] = [
  (token) => store.devices.insert({ guid: randomUUID(), tenantId: '', hostname: token }),
  (token) => store.devices.insert({ guid: randomUUID(), tenantId: '', hostname: token }),
  (token, guid) => store.devices.update({ guid, tenantId: '', hostname: token }),
  (token) => store.profiles.insert({ ...profile, profileName: token }),
]

async function writer(caller: number): Promise<void> {
  const guid = randomUUID()
  const write = kinds[caller % kinds.length]
  if (write === undefined) return
  await store.devices.insert({ guid, tenantId: '' })
  for (let count = 0; !stopped; count++) {
    const token = `w${caller}n${count}`
    sent.push(token)
    try {
      await write(token, guid)
      acknowledged.push(token)
      lastAt = Date.now()
    } catch (error) {
      failed.push(failure(token, error))
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

process.stdin.once('close', () => {
  stopped = true
})
process.stdin.resume()
const progress = setInterval(() => say({ acknowledged: acknowledged.length, at: lastAt }), 10)
await store.ping()
await Promise.all(Array.from({ length: 64 }, (_, caller) => writer(caller)))
clearInterval(progress)
const ledger: Ledger = { sent, acknowledged, failed }
writeFileSync(file, JSON.stringify(ledger))
await store.close()
say({ done: true })
