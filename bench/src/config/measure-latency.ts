import { compareLatency } from './compare-latency.js'
import type { LatencyWork } from './config-work.js'

// A process of its own, as in `measure.ts`.
const work: LatencyWork = JSON.parse(process.argv[2] ?? '{}')
for await (const block of compareLatency(work)) process.send?.(block)
process.disconnect?.()
