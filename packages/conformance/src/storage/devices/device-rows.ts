import { randomUUID } from 'node:crypto'
import type { Device, DeviceInput, DeviceSummary } from '@dmt-providers/core'
import { equal } from '../../expectations.js'

/** Fields of a device that no list answers and no insert stores. */
const instants = ['lastConnected', 'lastSeen', 'lastDisconnected'] as const

/** Fields that a list answers. */
export const summaryFields = [
  'guid',
  'hostname',
  'tags',
  'mpsInstance',
  'connectionStatus',
  'mpsusername',
  'tenantId',
  'friendlyName',
  'dnsSuffix',
  'deviceInfo',
] as const

/** A device with every field set, and with those given in place of the usual ones. */
export function device(tenantId: string, given: Partial<DeviceInput> = {}): DeviceInput {
  return {
    guid: randomUUID(),
    hostname: 'host-1',
    tags: ['office', 'b', 'a'],
    mpsInstance: 'mps-1',
    connectionStatus: true,
    mpsusername: 'admin',
    tenantId,
    friendlyName: 'Front desk',
    dnsSuffix: 'corp.example.com',
    lastConnected: new Date('2026-01-02T03:04:05.678Z'),
    lastSeen: new Date('2026-01-03T03:04:05.001Z'),
    lastDisconnected: new Date('2026-01-01T00:00:00.999Z'),
    deviceInfo: { fwVersion: '16.1.25', fwBuild: '2124', currentMode: 'ACM', ipAddress: '10.0.0.5' },
    ...given,
  }
}

/** GUIDs in ascending order. */
export function orderedGuids(count: number): string[] {
  return Array.from({ length: count }, () => randomUUID() as string).sort()
}

/** What a list must answer for a device that was written. */
export function summaryOf(row: Device): DeviceSummary {
  const { lastConnected, lastSeen, lastDisconnected, ...summary } = row
  return summary
}

/** Throws unless a device is answered with exactly the contract's fields and with what was written. */
export function equalsDevice(
  row: Device | undefined,
  written: DeviceInput,
  what: string,
  stored: 'with instants' | 'without instants',
): void {
  const fields = [...summaryFields, ...instants]
  equal(row === undefined ? undefined : Object.keys(row).sort(), [...fields].sort(), `${what}: fields`)
  const values = fields.map((field) => [field, written[field] ?? null] as const)
  const without = stored === 'with instants' ? [] : instants.map((field) => [field, null] as const)
  equal({ ...row }, Object.fromEntries([...values, ...without]), what)
}

/** The GUIDs of rows, in their order. */
export function guidsOf(rows: readonly DeviceSummary[]): string[] {
  return rows.map(({ guid }) => guid)
}
