import { once } from 'node:events'
import type { CrowdWork } from './config-work.js'
import { watchInCrowd } from './watch-in-crowd.js'

// A process of its own, as in `measure.ts`. Whoever started it looks at the server before it goes on.
const work: CrowdWork = JSON.parse(process.argv[2] ?? '{}')
for await (const message of watchInCrowd(work)) {
  process.send?.(message)
  if ('begunMs' in message) await once(process, 'message')
}
process.disconnect?.()
