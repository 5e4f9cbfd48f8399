import { createHash } from 'node:crypto'
import type { DeviceInput } from '@dmt-providers/core'

/** Tags that the devices of {@link fleet} may have; some are as long as a tag may not be in an index. */
export const fleetTags = [
  'office',
  'Office',
  'office ',
  'lab',
  `it's \\ "quoted", {braced}`,
  '',
  'ß🚀',
  '🚀'.repeat(255),
  '🚀'.repeat(256),
  `${'long'.repeat(1_000)}a`,
  `${'long'.repeat(1_000)}b`,
] as const

const digest = (text: string) => createHash('md5').update(text).digest('hex')

function guidOf(number: number): string {
  const hex = `${number % 2 === 0 ? '4c4c4544' : digest(`a${number}`).slice(0, 8)}${digest(`b${number}`).slice(8)}`
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** The tenant of the device of that number. */
function tenantOf(number: number): string {
  if (number % 7 === 0) return 'north'
  return number % 13 === 0 ? 'east' : ''
}

function deviceOf(number: number): DeviceInput {
  return {
    guid: guidOf(number),
    tenantId: tenantOf(number),
    hostname: `host-${number % 50}`,
    friendlyName: `name-${number % 70}`,
    tags: number % 11 === 0 ? null : fleetTags.filter((_, place) => number % (place + 2) === 0),
    mpsInstance: number % 3 === 0 ? `mps-${number % 4}` : null,
    connectionStatus: number % 3 === 0 ? true : number % 5 === 0 ? null : false,
    deviceInfo: { b: 1, a: 2 },
  }
}

/**
 * Devices of the tenants '', 'north' and 'east', made from their numbers alone: half of the GUIDs begin as those of one
 * vendor do, every tag is on a number of devices of its own, and a third of the devices is connected.
 */
export function fleet(size = 6_000): DeviceInput[] {
  return Array.from({ length: size }, (_, index) => deviceOf(index + 1))
}
