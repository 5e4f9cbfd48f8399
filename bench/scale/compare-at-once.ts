import { deviceOf, fleetTenant } from '../src/fleet.js'
import { type Fleet, instances } from './fleets.js'
import { type Comparison, inTurn, type Patience } from './in-turn.js'

/** Callers at once. */
export const callers = 64

/** A call of many callers at once. */
export interface AtOnceResult {
  name: string
  target: number
  /** First the reference, second ours: milliseconds of one call while so many are under way. */
  faster: Comparison
}

type Row = Omit<ReturnType<typeof deviceOf>, 'mpsInstance'> & { mpsInstance: string | null }

/** Calls of one slice. */
const sliceCalls = 1_500
const stride = 7919

/** Measures `get`, `insert` and `update` of many callers; tags and counts are kept all the time. */
export async function* compareAtOnce(fleet: Fleet, patience: Patience): AsyncGenerator<AtOnceResult> {
  const { ours, reference, devices } = fleet
  const measure = async (
    name: string,
    target: number,
    row: (number: number) => Row,
    calls: BothCalls,
    after: (rows: readonly Row[]) => Promise<void> = nothing,
  ) => {
    let turn = 0
    const slice = (call: BothCalls['ours']) => async () => {
      const rows = Array.from({ length: sliceCalls }, (_, number) => row(turn * sliceCalls + number))
      turn += 1
      const time = await timeOf(rows, call)
      await after(rows)
      return time
    }
    for (const call of [calls.ours, calls.reference]) await slice(call)()
    return { name, target, faster: await inTurn(slice(calls.reference), slice(calls.ours), patience) }
  }
  const existing = (number: number) => storedRow((number * stride) % devices)
  yield await measure('get', 1.3, existing, {
    ours: ({ guid }) => ours.devices.get(guid, fleetTenant),
    reference: ({ guid }) => reference.get(guid, fleetTenant),
  })
  yield await measure('update, every one of which changes connection state', 1, flipped(existing), {
    ours: (device) => ours.devices.update(device),
    reference: (device) => reference.update(valuesOf(device), seenOf(device)),
  })
  yield await measure(
    'insert',
    1,
    addedRow,
    { ours: (device) => ours.devices.insert(device), reference: (device) => reference.insert(valuesOf(device)) },
    // The fleet keeps its size, and the next slice may add the same devices on the other side.
    async (rows) => {
      for (const home of Object.values(fleet.homes)) await home.remove(rows)
    },
  )
}

interface BothCalls {
  ours(device: Row): Promise<unknown>
  reference(device: Row): Promise<unknown>
}

const nothing = async () => {}

const storedRow = (number: number): Row => deviceOf(fleetTenant, number, instances)

/** A device that it does not have, as a service adds one: not connected to any instance. */
const addedRow = (number: number): Row => ({
  ...deviceOf('added', number, instances),
  tenantId: fleetTenant,
  mpsInstance: null,
  connectionStatus: false,
})

/** The same devices, each with the other connection state. */
function flipped(row: (number: number) => Row): (number: number) => Row {
  return (number) => ({ ...row(number), connectionStatus: !row(number).connectionStatus })
}

function valuesOf(device: Row): readonly unknown[] {
  const { hostname, tags, mpsInstance, connectionStatus, mpsusername, friendlyName, dnsSuffix, deviceInfo } = device
  const described = [hostname, tags, mpsInstance, connectionStatus, mpsusername, friendlyName, dnsSuffix]
  return [...described, JSON.stringify(deviceInfo), device.guid, device.tenantId]
}

function seenOf({ lastConnected, lastSeen, lastDisconnected }: Row): readonly unknown[] {
  return [lastConnected, lastSeen, lastDisconnected]
}

async function timeOf(rows: readonly Row[], call: (device: Row) => Promise<unknown>): Promise<number> {
  let next = 0
  const caller = async () => {
    for (let row = rows[next++]; row !== undefined; row = rows[next++]) await call(row)
  }
  const started = performance.now()
  await Promise.all(Array.from({ length: callers }, caller))
  return (performance.now() - started) / rows.length
}
