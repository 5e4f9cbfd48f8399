import type { HostParts, QueryResult } from '@dmt-providers/host'
import { deferred, type MethodNames, once } from '@dmt-providers/host/entry'
import type { DeviceTable } from './device-table.js'
import type { ValidationErrorClass } from './validation-error-class.js'

const methods: MethodNames<DeviceTable> = {
  getCount: true,
  get: true,
  getById: true,
  getByHostname: true,
  getByFriendlyName: true,
  getByTags: true,
  getConnectedDevices: true,
  getDistinctTags: true,
  insert: true,
  update: true,
  delete: true,
  clearInstanceStatus: true,
}

/**
 * The database of MPS over any storage provider. MPS constructs it with its connection string; the provider is chosen
 * by the scheme of that string and loaded at the first call.
 */
export class MpsDatabase {
  /** The managed devices. */
  readonly devices: DeviceTable
  readonly #open: () => Promise<import('./open-mps-database.js').OpenMpsDatabase>

  /** `parts` stand in for the running service where there is none. */
  constructor(connectionString: string, parts?: HostParts<ValidationErrorClass>) {
    const stack = new Error().stack ?? ''
    this.#open = once(async () => {
      const { openMpsDatabase } = await import('./open-mps-database.js')
      return await openMpsDatabase(connectionString, stack, parts)
    })
    const devices = deferred(methods, async () => (await this.#open()).devices)
    // MPS calls it from its signal handlers, where a rejection would be one that nobody handles.
    const clearInstanceStatus = async (instance: string) =>
      await devices.clearInstanceStatus(instance).catch(() => false)
    this.devices = { ...devices, clearInstanceStatus }
  }

  /**
   * Answers `SELECT 1` when the storage is ready. Rejects with the database's own error code while it is not, and
   * every other text.
   */
  async query(text: string): Promise<QueryResult> {
    return await (await this.#open()).query(text)
  }

  /** Lets go of the storage; MPS itself never does. */
  async close(): Promise<void> {
    await (await this.#open()).close()
  }
}
