import { randomUUID } from 'node:crypto'
import { type ConfigStore, openConfig } from '@dmt-providers/core'
import { heapInUse } from './collect-garbage.js'
import type { GrowthResult, GrowthWork } from './config-work.js'
import { openBare } from './open-bare.js'

/** Keys of the place, and writers at once. */
const [keys, writers] = [100, 16]

/** Watches so many changes with a reader who reads all the time and one who does not; tells what memory they need. */
export async function* watchChanges({ url, changes, every }: GrowthWork): AsyncGenerator<GrowthResult> {
  const [writer, store] = [openBare(url), await openConfig(url)]
  const place = `bench/${randomUUID()}/`
  for (let key = 0; key < keys; key++) await writer.put(`${place}${key}`, 'before')
  const [reads, rests] = [store.watch(place), store.watch(place)]
  await Promise.all([reads.next(), rests.next()])
  try {
    for (let made = 0; made <= changes; made += every) {
      let next = made - every
      const write = async () => {
        for (let count = next++; made > 0 && count < made; count = next++)
          await writer.put(`${place}${count % keys}`, `value-${count} ${'x'.repeat(200)}`)
      }
      const last = `last-${made}`
      const reading = readUntil(reads, last)
      await Promise.all(Array.from({ length: writers }, write))
      await writer.put(`${place}last`, last)
      await reading
      const heap = await heapInUse()
      yield { changes: made, heap, resident: process.memoryUsage.rss() }
    }
  } finally {
    await store.close()
    await writer.clear(place)
    await writer.close()
  }
}

async function readUntil(watch: ReturnType<ConfigStore['watch']>, value: string): Promise<void> {
  for (;;) {
    const { done, value: entries } = await watch.next()
    // It was closed because something else failed, which says more.
    if (done === true) return
    if (entries.some((entry) => entry.value === value)) return
  }
}
