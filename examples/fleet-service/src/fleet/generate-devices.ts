import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import type { NewDevice } from '../interfaces/mps-database.js'
import { fleetTags } from './fleet-tags.js'

type Random = ReturnType<typeof randomOf>

/** How many MPS instances the connected devices of a generated fleet are spread over. */
const instances = 8

/**
 * A made-up fleet: the same seed gives the same devices. Host names are unique; a device has one to three tags, and
 * seven of ten are connected.
 */
export function* generateDevices(count: number, seed: number): Generator<NewDevice> {
  const random = randomOf(seed)
  for (let number = 1; number <= count; number++) yield device(number, random)
}

function randomOf(seed: number) {
  const generator = xoroshiro128plus(seed)
  const integer = (from: number, to: number) => uniformInt(generator, from, to)
  return {
    integer,
    chance: (percent: number) => integer(1, 100) <= percent,
    pick: <T>(list: readonly [T, ...T[]] | readonly T[]): T => list[integer(0, list.length - 1)] as T,
  }
}

function device(number: number, random: Random): NewDevice {
  const site = random.pick(fleetTags.sites)
  const connected = random.chance(70)
  const hostname = `${site.slice(0, 3)}-${random.pick(['pc', 'nb', 'ws', 'kiosk'])}-${String(number).padStart(6, '0')}`
  return {
    guid: guid(random),
    hostname,
    friendlyName: random.chance(60) ? `${capital(site)} ${number}` : null,
    dnsSuffix: `${site}.corp.example`,
    tags: tags(site, random),
    tenantId: '',
    mpsusername: 'admin',
    mpsInstance: connected ? `mps-${random.integer(1, instances)}` : null,
    connectionStatus: connected,
    deviceInfo: deviceInfo(random),
  }
}

function tags(site: string, random: Random): string[] {
  const others = [fleetTags.departments, fleetTags.models, fleetTags.rings].filter(() => random.chance(40)).slice(0, 2)
  return [site, ...others.map((list) => random.pick(list))]
}

function deviceInfo(random: Random) {
  const major = random.integer(11, 19)
  return {
    fwVersion: `${major}.${random.integer(0, 12)}.${random.integer(10, 95)}`,
    fwBuild: String(random.integer(1000, 4999)),
    fwSku: random.pick(['16392', '24584']),
    currentMode: random.pick(['Admin Control Mode', 'Client Control Mode']),
    features: 'AMT Pro Corporate',
    ipAddress: `10.${random.integer(0, 255)}.${random.integer(0, 255)}.${random.integer(1, 254)}`,
    lastUpdated: new Date(Date.UTC(2026, 0, 1) + random.integer(0, 300 * 86_400) * 1000).toISOString(),
  }
}

/** A GUID of the random kind (RFC 9562, version 4), from the seeded generator. */
function guid(random: Random): string {
  const hex = (from: number, to: number, digits: number) => random.integer(from, to).toString(16).padStart(digits, '0')
  const word = () => hex(0, 0xffff, 4)
  return `${word()}${word()}-${word()}-${hex(0x4000, 0x4fff, 4)}-${hex(0x8000, 0xbfff, 4)}-${word()}${word()}${word()}`
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
