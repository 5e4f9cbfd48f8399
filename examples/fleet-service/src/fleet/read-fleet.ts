import { type ParsedLine, parseDevice } from './parse-device.js'
import { readLines } from './read-lines.js'

/** One line of a fleet file. */
export interface FleetLine {
  /** Starts at 1. */
  number: number
  /** `undefined` for a blank line. */
  parsed: ParsedLine | undefined
}

/** Reads a fleet file. Of lines with the same GUID the first is the device, and the others are none. */
export async function* readFleet(path: string): AsyncGenerator<FleetLine> {
  const lineOf = new Map<string, number>()
  for await (const line of readLines(path)) {
    const parsed = parseDevice(line)
    yield { number: line.number, parsed: firstOnly(parsed, line.number, lineOf) }
  }
}

function firstOnly(parsed: ParsedLine | undefined, number: number, lineOf: Map<string, number>) {
  if (parsed === undefined || 'reason' in parsed) return parsed
  const earlier = lineOf.get(parsed.device.guid)
  if (earlier !== undefined) return { reason: `guid: is that of line ${earlier}` }
  lineOf.set(parsed.device.guid, number)
  return parsed
}
