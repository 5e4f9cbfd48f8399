import type { GrowthWork } from './config-work.js'
import { watchChanges } from './watch-changes.js'

// A process of its own, as in `measure.ts`.
const work: GrowthWork = JSON.parse(process.argv[2] ?? '{}')
for await (const result of watchChanges(work)) process.send?.(result)
process.disconnect?.()
