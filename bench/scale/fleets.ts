import type { StorageStore } from '@dmt-providers/core'
import type { deviceOf } from '../src/fleet.js'
import type { RawDriver } from '../src/raw-driver.js'
import type { ReferenceCalls } from './reference-calls.js'

/** MPS instances that a fleet is spread over. */
export const instances = 8

/** Reaches the database of one side for what is not measured. */
export interface FleetHome {
  /** Removes devices that were added. */
  remove(devices: readonly Pick<ReturnType<typeof deviceOf>, 'guid' | 'tenantId'>[]): Promise<void>
  /** Gives the devices that have no instance to one, connected. */
  reconnect(instance: string): Promise<void>
}

/** The same devices twice on one server: as plain SQL keeps them, and as ours does. */
export interface Fleet {
  devices: number
  ours: StorageStore
  reference: ReferenceCalls
  homes: { ours: FleetHome; reference: FleetHome }
  close(): Promise<void>
}

/** A kind of server that fleets are made on. */
export interface ScaleServer {
  /** Its name in the report. */
  readonly title: string
  /** What plain SQL it is compared with, as the report says it. */
  readonly reference: string
  /** Makes both, in databases of their own that `close` removes. */
  makeFleet(devices: number): Promise<Fleet>
  /** Version, and what of the settings decides such figures. */
  settings(): Promise<string>
}

/** Runs one statement that is not measured, for as long as it takes. */
export async function run(driver: RawDriver, text: string, values: unknown[] = []) {
  return await driver.query({ name: '', text }, values)
}
