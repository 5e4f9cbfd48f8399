import type { StorageStore } from '@dmt-providers/core'
import type { BenchDevice } from './fleet.js'
import type { RawResult } from './raw-driver.js'

/** One call of the contract and what an application would write in its place over the raw driver. */
export interface DeviceCall {
  /** Name in the table: `get`. */
  name: string
  /** The call. */
  ours(store: StorageStore, device: BenchDevice): Promise<unknown>
  /** Arguments that differ from the fields of the device, by the names that the statement binds. */
  args?(device: BenchDevice): Readonly<Record<string, unknown>>
  /** What the raw driver's answer means, to who wrote that device: the same as the call's. */
  read(result: RawResult, device: BenchDevice): unknown
  /** For a call that writes: on which rows. A call that reads works on the fleet. */
  writes?: {
    /** Rows that each side needs for itself before a slice of so many calls. */
    rows(calls: number): number
    /** Instances that these rows are spread over. */
    instances: number
    /** Which of them the call with a number works on. */
    row(number: number): number
  }
}
