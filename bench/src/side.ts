import type { BenchDevice } from './fleet.js'
import type { Home } from './home.js'

/** One of the two that are compared, ready for one call. */
export interface Side {
  /** Tenant of its own rows, so that the writes of one side never touch the other's. */
  tenant: string
  /** Reaches the database in which these rows are, for what is not measured. */
  home: Home
  /** Prepares what a caller has at hand before it calls; what that answers makes the call and reads its answer. */
  ready(device: BenchDevice): () => Promise<unknown>
}

/** Makes one call for each device, so many at once; answers calls per second. */
export async function throughput(side: Side, devices: readonly BenchDevice[], callers: number): Promise<number> {
  const calls = devices.map((device) => side.ready(device))
  let next = 0
  const caller = async () => {
    for (let call = calls[next++]; call !== undefined; call = calls[next++]) await call()
  }
  const started = performance.now()
  await Promise.all(Array.from({ length: callers }, caller))
  return (devices.length / (performance.now() - started)) * 1000
}
