import { once } from 'node:events'
import type { IdleWork } from './config-work.js'
import { openSide } from './watch-side.js'

// A process of its own, with one watch and nothing to do until it is told to end.
const { side, url, prefix }: IdleWork = JSON.parse(process.argv[2] ?? '{}')
const opened = await openSide(side, url)
await opened.watch(prefix, () => undefined)
process.send?.({ begun: true })
await once(process, 'message')
await opened.close()
process.disconnect?.()
