import { type DeviceInput, isProviderError, type StorageStore } from '@dmt-providers/core'
import { fleet, fleetTags } from './fleet.js'

/** Whole numbers below a bound, the same ones for the same seed. */
export type Dice = (below: number) => number

/** Dice by Marsaglia's xorshift. */
export function diceOf(seed: number): Dice {
  let state = seed
  return (below) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % below
  }
}

/** A write, and what it was called with. */
export interface Operation {
  name: 'insert' | 'update' | 'delete' | 'clearInstance' | 'insertMany'
  devices: readonly DeviceInput[]
  instance: string
}

const instances = ['mps-1', 'MPS-1', 'mps-2', `${'long'.repeat(100)}1`, `${'long'.repeat(100)}2`, '']

/** Any write of a few devices, so that most meet one that is there. */
export function anyOperation(dice: Dice): Operation {
  const guids = fleet(60)
  const device = (): DeviceInput => ({
    ...(guids[dice(guids.length)] ?? { guid: '', tenantId: '' }),
    tags: dice(6) === 0 ? null : Array.from({ length: dice(4) }, () => fleetTags[dice(fleetTags.length)] ?? ''),
    mpsInstance: dice(3) === 0 ? null : (instances[dice(instances.length)] ?? null),
    connectionStatus: [true, false, null][dice(3)] ?? null,
    hostname: `host-${dice(9)}`,
  })
  const names = ['insert', 'insert', 'update', 'update', 'update', 'delete', 'clearInstance', 'insertMany'] as const
  const name = names[dice(names.length)] ?? 'insert'
  const batch = [...new Map(Array.from({ length: 5 }, device).map((one) => [one.guid, one])).values()]
  return {
    name,
    devices: name === 'insertMany' ? batch : [device()],
    instance: instances[dice(instances.length)] ?? '',
  }
}

/** Performs it; answers what the caller is told, with a refusal by its code and reason. */
export async function perform({ devices: store }: StorageStore, operation: Operation): Promise<unknown> {
  const { name, devices, instance } = operation
  const [device] = devices
  if (device === undefined) throw new Error('an operation has a device at least')
  const calls: Record<Operation['name'], () => Promise<unknown>> = {
    insert: () => store.insert(device),
    update: () => store.update(device),
    delete: () => store.delete(device.guid, device.tenantId),
    clearInstance: () => store.clearInstance(instance),
    insertMany: () => store.insertMany(devices, { onDuplicate: devices.length % 2 === 0 ? 'skip' : 'fail' }),
  }
  try {
    return await calls[name]()
  } catch (error) {
    if (!isProviderError(error)) throw error
    return { code: error.code, reason: error.reason, key: error.key }
  }
}

/** What a store tells of its devices in every way. */
export async function everyAnswer({ devices: store }: StorageStore): Promise<unknown> {
  const tenants = ['', 'north', 'east']
  const of = async (tenant: string) => ({
    count: await store.count(tenant),
    connected: await store.countConnected(tenant),
    tags: (await store.listTags(tenant)).toSorted(),
    list: await store.list({ limit: 100 }, tenant),
    deep: await store.list({ limit: 100, offset: 1_000 }, tenant),
    all: await store.findByTags(['office', 'lab'], 'all', {}, tenant),
    any: await store.findByTags(['office', 'lab', ''], 'any', {}, tenant),
    named: await store.findByHostname('host-3', tenant),
  })
  return Object.fromEntries(await Promise.all(tenants.map(async (tenant) => [tenant, await of(tenant)])))
}
