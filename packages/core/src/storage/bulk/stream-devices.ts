import type { Device } from '../rows.js'
import { mostCharacters } from './batch-bounds.js'
import { charactersOf } from './characters-of.js'
import { abortedError } from './until-aborted.js'

/** Devices of the first batch, which tells how large they are. */
const firstLimit = 100

/** What is streamed. */
export interface DevicePages {
  /** Name of the operation, for errors. */
  readonly operation: string
  readonly after: string | undefined
  readonly batchSize: number
  readonly signal: AbortSignal | undefined
  /** The first devices behind a GUID. */
  read(after: string | undefined, limit: number): Promise<Device[]>
}

/** Devices in the order of their GUIDs: while one batch is handed out the next one is read, and nothing behind that. */
export async function* streamDevices({ operation, after, batchSize, signal, read }: DevicePages) {
  let limit = Math.min(firstLimit, batchSize)
  let reading: Promise<Device[]> | undefined = read(after, limit)
  while (reading !== undefined) {
    const devices: readonly Device[] = await reading
    const last: Device | undefined = devices.length < limit ? undefined : devices.at(-1)
    limit = fittingLimit(devices, batchSize)
    reading = last && read(last.guid, limit)
    // Whoever leaves the loop does not wait for it; it ends with its deadline at the latest.
    reading?.catch(() => undefined)
    for (const device of devices) {
      if (signal?.aborted) throw abortedError(operation, signal)
      yield device
    }
  }
}

/** How many devices of this size keep a batch within its bounds. */
function fittingLimit(devices: readonly Device[], batchSize: number): number {
  let characters = 1
  for (const device of devices) characters += charactersOf(device)
  return Math.max(1, Math.min(batchSize, Math.floor((mostCharacters * devices.length) / characters)))
}
