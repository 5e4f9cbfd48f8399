import type { NewDevice } from '../interfaces/mps-database.js'
import { generateDevices } from './generate-devices.js'

/** What to generate. */
export interface FleetOptions {
  /** Number of devices. */
  count: number
  /** Same seed, same fleet. */
  seed: number
  /** Number of lines that are no device, spread evenly over the file. Default 0. */
  broken?: number
}

const breakages: readonly ((device: NewDevice) => string)[] = [
  (device) => JSON.stringify(device).slice(0, -20),
  (device) => JSON.stringify({ ...device, guid: `${device.guid}0` }),
  (device) => JSON.stringify({ ...device, hostname: 'x'.repeat(257) }),
  (device) => JSON.stringify({ ...device, tags: 'berlin' }),
]

/** The lines of a fleet file: one JSON object a line (NDJSON). Broken lines come on top of the devices. */
export function* fleetLines({ count, seed, broken = 0 }: FleetOptions): Generator<string> {
  const every = Math.max(1, Math.floor(count / (broken + 1)))
  let [written, faults] = [0, 0]
  for (const device of generateDevices(count, seed)) {
    yield `${JSON.stringify(device)}\n`
    written++
    if (faults < broken && written % every === 0) yield `${breakages[faults++ % breakages.length]?.(device)}\n`
  }
}
