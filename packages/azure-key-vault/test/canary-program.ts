import { inspect } from 'node:util'
import { openSecrets, registerProvider } from '@dmt-providers/core'
import { providers } from '../src/index.js'

// Writes and reads a secret of its first argument's store, whose value is in the environment, and prints what it sees
// and what was written to its log meanwhile.
const log: string[] = []
process.stderr.write = (text: string | Uint8Array) => {
  log.push(String(text))
  return true
}
for (const provider of providers) registerProvider(provider)
const store = await openSecrets(process.argv[2] ?? '', { retries: 0, timeoutMs: 10_000 })
const data = { AMT_PASSWORD: process.env.CANARY ?? '' }
const seen = []
for (const call of [
  () => store.put('devices/one', data),
  () => store.get('devices/one'),
  () => store.get('devices/two'),
  () => store.put('refused', data),
  () => store.list(''),
]) {
  const found: unknown = await call().catch((error: unknown) => error)
  seen.push(inspect(found, { depth: 20, showHidden: found instanceof Error }), JSON.stringify(found), String(found))
}
process.stdout.write(`${JSON.stringify({ seen: [...seen, inspect(store, { depth: 20 })], log })}\n`)
await store.close()
