import type { Device, DeviceTable, MpsDatabase, NewDevice } from '../src/interfaces/mps-database.js'
import { MPSValidationError } from '../src/utils/MPSValidationError.js'

/** A device table in memory, for what no real store does on request: refuse one device, or fall silent. */
export class InMemoryMps implements MpsDatabase {
  readonly stored = new Map<string, NewDevice>()
  readonly devices: DeviceTable
  /** Makes the next inserts fail, each with one of these. */
  readonly failures: Error[] = []
  isDown = false
  mostAtOnce = 0
  #atOnce = 0

  constructor() {
    const unused = () => Promise.reject(new Error('not part of this test'))
    this.devices = {
      getCount: async () => this.stored.size,
      getById: async (guid) => (this.stored.get(guid) as Device | undefined) ?? null,
      insert: (device) => this.#insert(device),
      get: unused,
      getByHostname: unused,
      getByFriendlyName: unused,
      getByTags: unused,
      getConnectedDevices: unused,
      getDistinctTags: unused,
      clearInstanceStatus: unused,
    }
  }

  async query(): Promise<unknown> {
    if (this.isDown) throw new Error('the store is down')
    return []
  }

  async #insert(device: NewDevice): Promise<Device> {
    this.mostAtOnce = Math.max(this.mostAtOnce, ++this.#atOnce)
    await new Promise(setImmediate)
    this.#atOnce--
    if (this.isDown) throw new MPSValidationError('connection lost', 500)
    const failure = this.failures.shift()
    if (failure !== undefined) throw failure
    if (this.stored.has(device.guid)) {
      throw new MPSValidationError(`Device ID: ${device.guid} already exists`, 400, 'Unique key violation')
    }
    this.stored.set(device.guid, device)
    return device as Device
  }
}
