import { compareReads } from './compare-reads.js'
import type { ReadWork } from './read-work.js'

// A process of its own, as in `measure.ts`.
const work: ReadWork = JSON.parse(process.argv[2] ?? '{}')
for await (const pair of compareReads(work)) process.send?.(pair)
process.disconnect?.()
