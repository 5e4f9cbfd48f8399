import { writeSync } from 'node:fs'
import { isProviderError, type StorageStore } from '@dmt-providers/core'
import { createPglite, createPostgres } from '../src/index.js'

/** What the tests run in processes of their own: `<command> <URL or folder>`. Each line is written before the next step. */
const commands: Record<string, (store: StorageStore) => Promise<void>> = {
  /** Opens the store, which makes its tables. */
  async ping(store) {
    await store.ping()
    say({ fine: true })
  },

  /** Keeps the store open until the process is killed. */
  async hold(store) {
    await store.ping()
    say({ holds: true })
    setInterval(() => {}, 60_000)
  },

  /** Adds devices without an end, and says which it was told were added. */
  async insert(store) {
    for (let count = 0; ; count++) {
      const guid = `00000000-0000-4000-8000-${String(count).padStart(12, '0')}`
      await store.devices.insert({ guid, tenantId: 'inserted' })
      say({ guid })
    }
  },

  /** Uses the store and leaves it open: an open store alone must not keep a process alive for ever. */
  async leave(store) {
    await store.ping()
    say({ left: true })
  },
}

function say(line: object): void {
  writeSync(1, `${JSON.stringify(line)}\n`)
}

const [, , command = '', place = ''] = process.argv
const store = place.includes('://') ? createPostgres({ url: place }) : createPglite({ folder: place })
try {
  await commands[command]?.(store)
} catch (error) {
  say({ error: isProviderError(error) ? error.code : 'unknown', message: String(error) })
  process.exitCode = 1
}
