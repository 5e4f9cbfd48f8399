import type { BenchDevice } from './fleet.js'
import type { RawDriver } from './raw-driver.js'

/** One of the two that are compared, ready for one call. */
export interface Side {
  /** Tenant of its own rows, so that the writes of one side never touch the other's. */
  tenant: string
  /** Reaches the database in which these rows are, for what is not measured. */
  home: RawDriver
  /** Makes the call and reads its answer. */
  call(device: BenchDevice): Promise<unknown>
}

/** Makes one call for each device, so many at once; answers calls per second. */
export async function throughput(side: Side, devices: readonly BenchDevice[], callers: number): Promise<number> {
  let next = 0
  const caller = async () => {
    for (let device = devices[next++]; device !== undefined; device = devices[next++]) await side.call(device)
  }
  const started = performance.now()
  await Promise.all(Array.from({ length: callers }, caller))
  return (devices.length / (performance.now() - started)) * 1000
}
