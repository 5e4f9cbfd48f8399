import { describe, expect, it } from 'vitest'
import { Guard } from '../../guard.js'
import { ProviderError } from '../../provider-error.js'
import { Devices } from '../devices.js'
import type { DeviceInput } from '../rows.js'
import type { CheckedRow, DeviceDriver, OnDuplicate } from '../storage-driver.js'

type Insert = (rows: readonly CheckedRow[], onDuplicate: OnDuplicate) => Promise<number>

const away = () => new ProviderError('unavailable', 'the server went away')

function devicesOver(insertBatch: Insert, prepareBatch: (rows: readonly CheckedRow[]) => void = () => {}): Devices {
  const guard = new Guard({ provider: 'test', system: 'test', classify: () => undefined })
  return new Devices(guard, { insertBatch, prepareBatch } as Pick<DeviceDriver, 'insertBatch'> as DeviceDriver)
}

const row = (number: number, given: Partial<DeviceInput> = {}): DeviceInput => ({
  guid: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
  tenantId: '',
  ...given,
})

/** Time enough for everything that can go on by itself. */
async function turns(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await new Promise(setImmediate)
}

/** Devices that count how many of them were asked for, and whether they were let go. */
class Source {
  given = 0
  released = false

  constructor(
    private readonly count: number,
    private readonly fields: Partial<DeviceInput> = {},
  ) {}

  *[Symbol.iterator](): Generator<DeviceInput> {
    try {
      while (this.given < this.count) yield row(++this.given, this.fields)
    } finally {
      this.released = true
    }
  }
}

describe('An insert of many devices', () => {
  it('reads the next batch while one is written, and no third', async () => {
    const source = new Source(100)
    const seen: number[] = []
    const devices = devicesOver(async (rows) => {
      await turns()
      seen.push(source.given)
      return rows.length
    })
    expect(await devices.insertMany(source, { batchSize: 10 })).toEqual({ inserted: 100, skipped: 0 })
    expect(seen).toEqual([20, 30, 40, 50, 60, 70, 80, 90, 100, 100])
  })

  it('has a batch prepared before the one in front of it is stored', async () => {
    const order: string[] = []
    const devices = devicesOver(
      async (rows) => {
        await turns()
        order.push(`stored ${rows.length}`)
        return rows.length
      },
      (rows) => order.push(`prepared ${rows.length}`),
    )
    await devices.insertMany(new Source(3), { batchSize: 2 })
    expect(order).toEqual(['prepared 2', 'prepared 1', 'stored 2', 'stored 1'])
  })

  it('ends a batch at a quarter of a million characters, however few devices they are', async () => {
    const sizes: number[] = []
    const devices = devicesOver(async (rows) => sizes.push(rows.length) && rows.length)
    await devices.insertMany(new Source(8, { deviceInfo: { text: ['x'.repeat(100_000)] } }))
    expect(sizes).toEqual([3, 3, 2])
  })

  it.each([
    ['skip', 'answers', { inserted: 2, skipped: 0 }],
    ['fail', 'throws', expect.objectContaining({ code: 'unavailable' })],
  ] as const)('with %s %s when the answer to a batch is lost once', async (onDuplicate, _, outcome) => {
    let attempts = 0
    const devices = devicesOver(async (rows) => {
      if (attempts++ === 0) throw away()
      return rows.length
    })
    const call = devices.insertMany(new Source(2), { onDuplicate })
    expect(await call.catch((error: unknown) => error)).toEqual(outcome)
  })

  it('repeats a batch of which nothing took effect', async () => {
    let attempts = 0
    const devices = devicesOver(async (rows) => {
      if (attempts++ === 0) throw new ProviderError('unavailable', 'a deadlock', { notApplied: true, answered: true })
      return rows.length
    })
    expect(await devices.insertMany(new Source(2))).toEqual({ inserted: 2, skipped: 0 })
  })

  it('says what is stored for certain, and of which devices nobody knows it', async () => {
    const source = new Source(100)
    let batches = 0
    const devices = devicesOver(async (rows) => {
      if (++batches === 3) throw away()
      return rows.length - 1
    })
    await expect(devices.insertMany(source, { batchSize: 10, onDuplicate: 'fail' })).rejects.toMatchObject({
      code: 'unavailable',
      provider: 'test',
      operation: 'devices.insertMany',
      message:
        'the server went away; at rows 21 to 30 of the source; 18 inserted and 2 skipped before; whether these rows were stored is not known',
      progress: { inserted: 18, skipped: 2 },
    })
    expect(source.released).toBe(true)
  })

  it('does not claim that nothing took effect when batches before did', async () => {
    let batches = 0
    const refused = () => new ProviderError('permission-denied', 'no', { notApplied: true })
    const insert = async (rows: readonly CheckedRow[]) => {
      if (batches-- === 0) throw refused()
      return rows.length
    }
    for (const [before, notApplied] of [
      [0, true],
      [1, false],
    ] as const) {
      batches = before
      const call = devicesOver(insert).insertMany(new Source(4), { batchSize: 2 })
      await expect(call).rejects.toMatchObject({ notApplied, message: expect.not.stringContaining('not known') })
    }
  })

  it('has a deadline for each batch and none for the source', async () => {
    async function* slow() {
      for (const number of [1, 2, 3]) {
        await new Promise((resolve) => setTimeout(resolve, 40))
        yield row(number)
      }
    }
    const devices = devicesOver(async (rows) => rows.length)
    expect(await devices.insertMany(slow(), { batchSize: 1, timeoutMs: 60 })).toEqual({ inserted: 3, skipped: 0 })
    const hung = devicesOver(() => new Promise(() => {}))
    await expect(hung.insertMany(slow(), { timeoutMs: 20 })).rejects.toMatchObject({ code: 'timeout' })
  })

  it('ends at once when its signal fires while the source has nothing to give', async () => {
    let released = 0
    const source = {
      [Symbol.asyncIterator]: () => ({
        next: () => new Promise<never>(() => {}),
        return: async () => {
          released++
          return { done: true as const, value: undefined }
        },
      }),
    }
    const controller = new AbortController()
    const call = devicesOver(async (rows) => rows.length).insertMany(source, { signal: controller.signal })
    turns().then(() => controller.abort())
    await expect(call).rejects.toMatchObject({ code: 'aborted', progress: { inserted: 0, skipped: 0 } })
    expect(released).toBe(1)
  })

  it('does not wait for a source that hangs once a batch has failed', async () => {
    async function* source() {
      yield row(1)
      await new Promise(() => {})
    }
    const devices = devicesOver(async () => {
      throw new ProviderError('permission-denied', 'no')
    })
    await expect(devices.insertMany(source(), { batchSize: 1 })).rejects.toMatchObject({ code: 'permission-denied' })
  })

  it.each([
    ['is wrong', () => row(3, { hostname: 5 as never }), 'invalid-argument'],
    ['cannot be read', () => Promise.reject(new Error('broken pipe')), 'internal'],
    ['comes from a store that is away', () => Promise.reject(away()), 'unavailable'],
  ])('lets the source go when a device %s', async (_, third, code) => {
    let released = false
    const stored: unknown[] = []
    async function* source() {
      try {
        yield row(1)
        yield row(2)
        yield await third()
        yield row(4)
      } finally {
        released = true
      }
    }
    const devices = devicesOver(async (rows) => stored.push(...rows) && rows.length)
    const call = devices.insertMany(source())
    await expect(call).rejects.toMatchObject({ code, progress: { inserted: 2, skipped: 0 } })
    expect(stored).toHaveLength(2)
    expect(released).toBe(true)
  })

  it('ends when who hears of its progress throws', async () => {
    const source = new Source(100)
    const onProgress = () => {
      throw new Error('the terminal is gone')
    }
    const call = devicesOver(async (rows) => rows.length).insertMany(source, { batchSize: 10, onProgress })
    await expect(call).rejects.toMatchObject({ code: 'internal', progress: { inserted: 10, skipped: 0 } })
    expect(source.released).toBe(true)
  })
})
