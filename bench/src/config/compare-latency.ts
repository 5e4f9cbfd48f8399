import { randomUUID } from 'node:crypto'
import { Arrival } from './arrival.js'
import type { LatencyBlock, LatencyWork } from './config-work.js'
import { openBare } from './open-bare.js'
import { openSide, type SideName } from './watch-side.js'

const sides: readonly SideName[] = ['ours', 'bare']

/** Blocks that there are in any case. */
const fewest = 5

/** Changes of each side before anything counts. */
const warmUp = 200

/**
 * Both sides watch a place of their own with as many keys, in one process. Changes are made in turn, one here, one
 * there, by one writer, each once the one before has arrived; which side begins alternates.
 */
export async function* compareLatency({
  url,
  keys,
  blocks,
  changes,
  seconds,
}: LatencyWork): AsyncGenerator<LatencyBlock> {
  const writer = openBare(url)
  const place = `bench/${randomUUID()}/`
  const arrivals = { ours: new Arrival(), bare: new Arrival() }
  for (const side of sides) for (let key = 0; key < keys; key++) await writer.put(keyOf(place, side, key), 'before')
  const opened = { ours: await openSide('ours', url), bare: await openSide('bare', url) }
  for (const side of sides) await opened[side].watch(`${place}${side}/`, arrivals[side].tell)
  let count = 0
  const change = async (side: SideName) => {
    const value = `value-${count++}`
    const arrived = arrivals[side].of(value)
    const began = performance.now()
    await writer.put(keyOf(place, side, count % keys), value)
    return (await arrived) - began
  }
  const inTurn = async (changesOfEach: number) => {
    const block: LatencyBlock = { ours: [], bare: [] }
    for (let turn = 0; turn < changesOfEach; turn++)
      for (const side of turn % 2 === 0 ? sides : sides.toReversed()) block[side].push(await change(side))
    return block
  }
  try {
    await inTurn(Math.min(warmUp, changes))
    const until = performance.now() + seconds * 1_000
    for (let block = 0; block < blocks && (block < fewest || performance.now() < until); block++)
      yield await inTurn(changes)
  } finally {
    for (const side of sides) await opened[side].close()
    await writer.clear(place)
    await writer.close()
  }
}

const keyOf = (place: string, side: SideName, key: number) => `${place}${side}/device-${String(key).padStart(6, '0')}`
