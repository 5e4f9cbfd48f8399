import { createWriteStream } from 'node:fs'
import { rename } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type FleetOptions, fleetLines } from './fleet-lines.js'

/** Writes a fleet file. It appears under its name only when it is complete. */
export async function writeFleetFile(path: string, options: FleetOptions): Promise<void> {
  const partial = `${path}.partial`
  await pipeline(Readable.from(fleetLines(options)), createWriteStream(partial))
  await rename(partial, path)
}
