import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

setFlagsFromString('--expose-gc')
const collect: unknown = runInNewContext('gc')

/** Bytes of the heap that are in use once the garbage is collected. */
export async function heapInUse(): Promise<number> {
  for (let round = 0; round < 3; round++) {
    // What waits to be finalized gets a turn.
    await new Promise((resolve) => setTimeout(resolve, 20))
    if (typeof collect === 'function') collect()
  }
  return process.memoryUsage().heapUsed
}
