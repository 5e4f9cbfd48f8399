import { openSecrets } from '@dmt-providers/core'
import type { CachedTimes, CachedWork } from './cached-times.js'

// A process of its own, as in `measure.ts`.
const { url, secrets, reads, slices, storm }: CachedWork = JSON.parse(process.argv[2] ?? '{}')
const store = await openSecrets(url, { cache: { ttlMs: 600_000 } })
const paths = Array.from({ length: secrets }, (_, at) => `devices/${at}`)
for (const path of paths) await store.put(path, { AMT_PASSWORD: `P@ssw0rd-${path}`, MPS_PASSWORD: path })

// A fleet that comes back asks for everything at once, and each path by more than one service call.
const began = performance.now()
const answers = await Promise.all(Array.from({ length: storm }, (_, at) => store.get(paths[at % secrets] ?? '')))
if (answers.some((answer) => answer === undefined)) throw new Error('a secret is missing')
const stormMs = performance.now() - began

for (let slice = 0; slice < slices; slice++) {
  const started = performance.now()
  for (let at = 0; at < reads; at++) await store.get(paths[at % secrets] ?? '')
  const times: CachedTimes = { microseconds: ((performance.now() - started) / reads) * 1_000, stormMs }
  process.send?.(times)
}
await store.close()
process.disconnect?.()
