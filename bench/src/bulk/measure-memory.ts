import { createWriteStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { devNull } from 'node:os'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { DeviceInput, StorageStore } from '@dmt-providers/core'
import { createPostgres } from '@dmt-providers/postgres'
import { deviceOf, fleetTenant } from '../fleet.js'
import type { MemoryResult, MemoryTask, MemoryWork } from './memory-work.js'

/** Devices of a page, and how often memory is looked at while devices are streamed. */
const pageSize = 1_000

// A process of its own for each task and size, so that one leaves nothing behind in the memory of another.
const { url, devices, task }: MemoryWork = JSON.parse(process.argv[2] ?? '{}')
let most = 0

const tasks: Readonly<Record<MemoryTask, (store: StorageStore) => Promise<number>>> = {
  async import(store) {
    const { inserted } = await store.devices.insertMany(fleet(), { onProgress: look })
    return inserted
  },
  async export(store) {
    let count = 0
    async function* lines() {
      for await (const device of store.devices.stream({ tenantId: fleetTenant })) {
        if (++count % pageSize === 0) look()
        yield `${JSON.stringify(device)}\n`
      }
    }
    await pipeline(Readable.from(lines()), createWriteStream(devNull))
    return count
  },
  async paging(store) {
    for (let offset = 0; ; offset += pageSize) {
      const page = await store.devices.list({ limit: pageSize, offset }, fleetTenant)
      look()
      if (page.length < pageSize) return offset + page.length
    }
  },
}

const store = createPostgres({ url, tables: ['devices'] })
await store.ping()
const before = process.memoryUsage.rss()
const started = performance.now()
const done = await tasks[task](store)
const result: MemoryResult = {
  before,
  most,
  highWater: await highWater(),
  seconds: (performance.now() - started) / 1000,
  devices: done,
}
process.send?.(result)
await store.close()
process.disconnect?.()

function* fleet(): Generator<DeviceInput> {
  for (let number = 0; number < devices; number++) yield deviceOf(fleetTenant, number, 8)
}

function look(): void {
  most = Math.max(most, process.memoryUsage.rss())
}

async function highWater(): Promise<number | undefined> {
  const status = await readFile('/proc/self/status', 'utf8').catch(() => '')
  const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]
  return kilobytes === undefined ? undefined : Number(kilobytes) * 1024
}
