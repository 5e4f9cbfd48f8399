import { describe, expect, it } from 'vitest'
import { Guard } from '../../guard.js'
import { ProviderError } from '../../provider-error.js'
import { Devices } from '../devices.js'
import type { Device } from '../rows.js'
import type { DeviceDriver } from '../storage-driver.js'

function devicesOver(listAfter: DeviceDriver['listAfter']): Devices {
  const guard = new Guard({ provider: 'test', system: 'test', classify: () => undefined, retries: 0 })
  return new Devices(guard, { listAfter } as DeviceDriver)
}

const guidOf = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`

/** Devices 1 to `last`, and a note of each batch that was read. */
function fleet(last: number, deviceInfo: Device['deviceInfo'] = null) {
  const read: [first: number, limit: number][] = []
  const listAfter: DeviceDriver['listAfter'] = async (guid, limit) => {
    const first = guid === undefined ? 1 : Number(guid.slice(-12)) + 1
    read.push([first, limit])
    const count = Math.max(0, Math.min(limit, last - first + 1))
    return Array.from({ length: count }, (_, index) => ({ guid: guidOf(first + index), deviceInfo }) as Device)
  }
  return { read, listAfter }
}

describe('A stream of devices', () => {
  it('reads the next batch while one is handed out, and no third', async () => {
    const { read, listAfter } = fleet(7)
    const batches: number[] = []
    for await (const _ of devicesOver(listAfter).stream({ batchSize: 2 })) batches.push(read.length)
    expect(batches).toEqual([2, 2, 3, 3, 4, 4, 4])
    expect(read).toEqual([1, 3, 5, 7].map((first) => [first, 2]))
  })

  it('reads fewer devices at a time when they are large, and never none', async () => {
    for (const [characters, limit] of [
      [100, 400],
      [10_000, 26],
      [5_000_000, 1],
    ] as const) {
      const { read, listAfter } = fleet(120, { text: 'x'.repeat(characters) })
      for await (const _ of devicesOver(listAfter).stream());
      expect(read[0]).toEqual([1, 100])
      expect(read[1]).toEqual([101, limit])
    }
  })

  it('hands out what it has read before it throws, so that it can be taken up behind it', async () => {
    const { read, listAfter } = fleet(20)
    const failing: DeviceDriver['listAfter'] = async (...args) => {
      if (read.length === 2) throw new ProviderError('unavailable', 'the server went away')
      return await listAfter(...args)
    }
    const seen: string[] = []
    const all = async () => {
      for await (const { guid } of devicesOver(failing).stream({ batchSize: 3 })) seen.push(guid)
    }
    await expect(all()).rejects.toMatchObject({ code: 'unavailable', provider: 'test', operation: 'devices.stream' })
    expect(seen).toHaveLength(6)
    for await (const { guid } of devicesOver(listAfter).stream({ after: seen.at(-1) })) seen.push(guid)
    expect(seen).toEqual(Array.from({ length: 20 }, (_, index) => guidOf(index + 1)))
  })

  it('is left without waiting for the batch that is being read', async () => {
    const { read, listAfter } = fleet(20)
    const hanging: DeviceDriver['listAfter'] = (...args) =>
      read.length === 1 ? new Promise(() => {}) : listAfter(...args)
    const seen: Device[] = []
    for await (const device of devicesOver(hanging).stream({ batchSize: 3 })) {
      seen.push(device)
      break
    }
    expect(seen).toHaveLength(1)
  })

  it('asks for nothing before it is iterated', () => {
    const { read, listAfter } = fleet(1)
    devicesOver(listAfter).stream()
    expect(read).toEqual([])
  })
})
