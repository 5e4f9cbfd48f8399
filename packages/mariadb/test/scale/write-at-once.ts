import type { StorageStore } from '@dmt-providers/core'
import { expect } from 'vitest'

const guids = Array.from({ length: 12 }, (_, index) => `5a6b7c8d-0000-4000-8000-${String(index).padStart(12, '0')}`)
const instances = ['mps-1', 'mps-2', undefined]

/** Writers of the same devices at once, spread over the stores. Throws when one is told anything but that it came late. */
export async function writeAtOnce(stores: readonly StorageStore[], writers: number): Promise<void> {
  let next = 0
  const writer = async () => {
    for (let turn = next++; turn < 1_500; turn = next++) {
      const store = stores[turn % stores.length]
      if (store !== undefined) await write(store, turn)
    }
  }
  await Promise.all(Array.from({ length: writers }, writer))
}

async function write({ devices }: StorageStore, turn: number): Promise<void> {
  const device = {
    guid: guids[turn % guids.length] ?? '',
    tenantId: '',
    tags: ['a', `t${turn % 5}`],
    mpsInstance: instances[turn % 3],
    connectionStatus: turn % 3 !== 2,
  }
  if (turn % 17 === 0) return void (await devices.clearInstance('mps-1'))
  if (turn % 7 === 0) return void (await devices.delete(device.guid, ''))
  await devices.insert(device).catch(async (error: unknown) => {
    expect(error).toMatchObject({ code: 'conflict' })
    // Another writer may have removed it since.
    await devices.update(device).catch((gone: unknown) => expect(gone).toMatchObject({ code: 'not-found' }))
  })
}
