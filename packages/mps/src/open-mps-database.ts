import { answerQuery, findHost, type HostParts, hostError, type QueryResult, storageOfHost } from '@dmt-providers/host'
import type { DeviceTable } from './device-table.js'
import { logUnhandledFailures } from './log-unhandled-failures.js'
import { mps } from './mps.js'
import { StoredDevices } from './stored-devices.js'
import type { ValidationErrorClass } from './validation-error-class.js'

/** What an {@link MpsDatabase} works on once it is open. */
export interface OpenMpsDatabase {
  devices: DeviceTable
  query(text: string): Promise<QueryResult>
  close(): Promise<void>
}

/** Finds the service and opens its storage. Throws an error of the form that the ready loop prints. */
export async function openMpsDatabase(
  connectionString: unknown,
  stack: string,
  parts: HostParts<ValidationErrorClass> | undefined,
): Promise<OpenMpsDatabase> {
  try {
    const host = await findHost(mps, stack, parts)
    const { store, close } = await storageOfHost(connectionString, host, ['devices'])
    if (host.folder !== undefined) logUnhandledFailures(host.logger)
    return { devices: new StoredDevices(store.devices, host), query: answerQuery(store, host.logger), close }
  } catch (error) {
    throw hostError(error)
  }
}
