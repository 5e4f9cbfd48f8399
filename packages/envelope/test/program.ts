import { writeSync } from 'node:fs'
import { isProviderError, type SecretsStore } from '@dmt-providers/core'
import { createEnvelope } from '../src/index.js'

/**
 * What the tests run in processes of their own: `<command> <folder> <id>`, with the key in the environment. Each line
 * that it prints is written before the next call starts, so that a killed process leaves exactly what it was told.
 */
const commands: Record<string, (store: SecretsStore, id: string) => Promise<void>> = {
  /** Writes one path without an end, and says what it was told was written. */
  async write(store, id) {
    for (let count = 0; ; count++) say({ version: await store.put('contended', { id, count }), id, count })
  },

  /** Writes one path 40 times. */
  async 'write-some'(store, id) {
    for (let count = 0; count < 40; count++) say({ version: await store.put('contended', { id, count }), id, count })
  },

  /** Adds 1 to a counter 30 times by compare-and-set. */
  async count(store) {
    for (let done = 0; done < 30; done++) await increment(store)
    say({ done: true })
  },

  /** Tries to be the first at 60 paths. */
  async claim(store, id) {
    for (let path = 0; path < 60; path++) {
      const version = await unlessStale(store.put(`claimed/${path}`, { id }, { expected: 'absent' }))
      if (version !== undefined) say({ path, id })
    }
  },

  /** Puts and removes one path in turns without an end, and says what it removes. */
  async flicker(store, id) {
    for (let count = 0; ; count++) {
      await store.put('flickering', { id, count, text: 'x'.repeat(5_000) })
      say({ removed: await store.delete('flickering') })
    }
  },

  /** Proves the store. */
  async probe(store) {
    await store.probe()
    say({ fine: true })
  },
}

async function increment(store: SecretsStore): Promise<void> {
  for (;;) {
    const secret = await store.get('counter')
    const expected = secret === undefined ? 'absent' : { version: secret.version }
    const value = Number(secret?.data.value ?? 0) + 1
    if ((await unlessStale(store.put('counter', { value }, { expected }))) !== undefined) return
  }
}

async function unlessStale(put: Promise<string>): Promise<string | undefined> {
  return await put.catch((error: unknown) => {
    if (isProviderError(error) && error.code === 'stale-version') return undefined
    throw error
  })
}

function say(line: object): void {
  writeSync(1, `${JSON.stringify(line)}\n`)
}

const [, , command = '', folder = '', id = ''] = process.argv
const store = createEnvelope({ folder, keepVersions: 1_000 })
try {
  await commands[command]?.(store, id)
} catch (error) {
  say({ error: isProviderError(error) ? error.code : 'unknown', message: String(error) })
  process.exitCode = 1
}
