import { randomUUID } from 'node:crypto'
import { Arrival } from './arrival.js'
import { heapInUse } from './collect-garbage.js'
import type { CrowdMessage, CrowdWork } from './config-work.js'
import { openBare } from './open-bare.js'
import { openSide } from './watch-side.js'

/** Keys of the place that all watch. */
const keys = 10

/** Has so many watches of one place at once; tells when they have begun, and then how changes reach all of them. */
export async function* watchInCrowd(work: CrowdWork): AsyncGenerator<CrowdMessage> {
  const { side, url, writerUrl, watches, changes } = work
  const writer = openBare(writerUrl)
  const place = `bench/${randomUUID()}/`
  for (let key = 0; key < keys; key++) await writer.put(`${place}${key}`, 'before')
  const opened = await openSide(side, url)
  // What the first watch loads is no cost of the others.
  await opened.watch(place, () => undefined)
  const heap = await heapInUse()
  const arrivals = Array.from({ length: watches }, () => new Arrival())
  const began = performance.now()
  await Promise.all(arrivals.map(({ tell }) => opened.watch(place, tell)))
  try {
    yield { begunMs: performance.now() - began }
    const bytesPerWatch = ((await heapInUse()) - heap) / watches
    const [everyMs, firstMs]: [number[], number[]] = [[], []]
    for (let count = 0; count < changes; count++) {
      const arrived = arrivals.map((arrival) => arrival.of(`value-${count}`))
      const written = performance.now()
      await writer.put(`${place}${count % keys}`, `value-${count}`)
      const times = await Promise.all(arrived)
      everyMs.push(Math.max(...times) - written)
      firstMs.push(Math.min(...times) - written)
    }
    yield { everyMs, firstMs, bytesPerWatch }
  } finally {
    await opened.close()
    await writer.clear(place)
    await writer.close()
  }
}
