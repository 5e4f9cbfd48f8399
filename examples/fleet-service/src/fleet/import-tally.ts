import { type Devices, isProviderError } from '@dmt-providers/core'
import pMap from 'p-map'
import type { NumberedDevice } from './fleet-source.js'

/** What an import asks of the devices of a store. */
export type ImportTarget = Pick<Devices, 'insertMany' | 'get'>

/** A line that was not imported. */
export interface Rejection {
  line: number
  reason: string
}

/** Look-ups under way at a time: enough to keep a pool of connections busy. */
const concurrency = 16

/** What a store that answers says of a device that it cannot keep. */
const refusals: ReadonlySet<string> = new Set(['invalid-argument', 'limit-exceeded', 'internal'])

/** True for the error of a store that is there and refuses what it was given. */
export function isRefusal(error: unknown): error is Error {
  return isProviderError(error) && refusals.has(error.code)
}

/** Counts what became of devices. */
export class ImportTally {
  imported = 0
  existing = 0
  readonly rejected: Rejection[] = []

  constructor(private readonly target: ImportTarget) {}

  /** Takes a batch that is in. Where devices were skipped it looks up whose they are. */
  async add(batch: readonly NumberedDevice[], inserted: number, skipped: number): Promise<void> {
    this.imported += inserted
    if (skipped === 0) return
    const owners = await pMap(batch, ({ device }) => this.target.get(device.guid), { concurrency })
    const foreign = batch.filter(({ device }, index) => owners[index]?.tenantId !== device.tenantId)
    this.existing += skipped - foreign.length
    this.rejected.push(...foreign.map(({ line }) => ({ line, reason: 'guid: belongs to a device of another tenant' })))
  }

  /** Stores one device, which the store may refuse. Rejects when it does not answer. */
  async addAlone(one: NumberedDevice): Promise<void> {
    try {
      const { inserted, skipped } = await this.target.insertMany([one.device], { onDuplicate: 'skip' })
      await this.add([one], inserted, skipped)
    } catch (error) {
      if (!isRefusal(error)) throw error
      this.rejected.push({ line: one.line, reason: `refused by the store: ${error.message}` })
    }
  }
}
