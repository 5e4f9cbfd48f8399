import { createHash } from 'node:crypto'
import type { DeviceInput } from '@dmt-providers/core'

/** Tags of which a device carries one to three. A quarter of the fleet has the first, and one in 400 devices the last. */
export const tagCount = 200

/** Tenant of the fleet that the reading calls work on; MPS uses the empty one unless it is told another. */
export const fleetTenant = ''

/**
 * Adds devices `from` to `to` of a tenant: parameters are tenant, first and last number, prefix of the instances and
 * how many instances there are. Made by the database from the numbers alone, so that every run has the same rows.
 */
export const insertFleet = `
insert into devices (guid, hostname, tags, mpsinstance, connectionstatus, mpsusername, tenantid, friendlyname, dnssuffix, deviceinfo)
select md5($1::text || ':' || i)::uuid, 'host-' || i,
  array(select 'tag-' || h * h * h * h * ${tagCount} / ${2 ** 44} from (
    select ('x' || left(md5(i || ':' || k), 3))::bit(12)::bigint / 2 as h, k from generate_series(1, 1 + i % 3) as k) as hashed
    order by k),
  $4::text || '-' || i % $5::int, i % 10 < 7, 'admin', $1::text, 'device ' || i, 'fleet.example.com',
  json_build_object('fwVersion', '16.1.' || i % 30, 'fwBuild', (2000 + i % 500)::text, 'fwSku', '16392',
    'currentMode', 'admin', 'features', 'AMT Pro Corporate', 'ipAddress', '10.0.' || i / 250 % 250 || '.' || i % 250,
    'lastUpdated', '2025-01-01T00:00:00.000Z')
from generate_series($2::int, $3::int) i`

/** The tags that {@link insertFleet} gives the device of that number. */
export function tagsOf(number: number): string[] {
  return Array.from({ length: 1 + (number % 3) }, (_, index) => {
    const digest = createHash('md5')
      .update(`${number}:${index + 1}`)
      .digest('hex')
    const hashed = Math.floor(Number.parseInt(digest.slice(0, 3), 16) / 2)
    return `tag-${Math.floor((hashed ** 4 * tagCount) / 2 ** 44)}`
  })
}

/**
 * The device of that number as a caller writes it, of a fleet spread over so many instances. GUID, names, tags and
 * instance are those that {@link insertFleet} gives it.
 */
export function deviceOf(tenantId: string, number: number, instances: number) {
  return {
    guid: guidOf(tenantId, number),
    hostname: `host-${number}`,
    tags: tagsOf(number),
    mpsInstance: `${tenantId}-${number % instances}`,
    connectionStatus: number % 10 < 7,
    mpsusername: 'admin',
    tenantId,
    friendlyName: `device ${number}`,
    dnsSuffix: 'fleet.example.com',
    lastConnected: new Date(Date.UTC(2025, 0, 1, 0, 0, number)),
    lastSeen: new Date(Date.UTC(2025, 0, 2, 0, 0, number)),
    lastDisconnected: null,
    deviceInfo: {
      fwVersion: `16.1.${number % 30}`,
      fwBuild: String(2000 + (number % 500)),
      fwSku: '16392',
      currentMode: 'admin',
      features: 'AMT Pro Corporate',
      ipAddress: `10.0.${Math.floor(number / 250) % 250}.${number % 250}`,
      lastUpdated: '2025-01-01T00:00:00.000Z',
    },
  } satisfies DeviceInput
}

/** What every call takes its arguments from. */
export type BenchDevice = ReturnType<typeof deviceOf>

function guidOf(tenantId: string, number: number): string {
  const hex = createHash('md5').update(`${tenantId}:${number}`).digest('hex')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
