import { deepStrictEqual } from 'node:assert/strict'
import { deviceOf } from '../src/fleet.js'
import { type Fleet, instances } from './fleets.js'
import { type Comparison, inTurn, type Patience, sliceOf } from './in-turn.js'
import { type ReadCall, readCalls } from './read-calls.js'

/** One reading call: against the reference in the large fleet, and against itself in the small one. */
export interface ReadResult {
  call: ReadCall
  /** First the reference, second ours. */
  faster: Comparison
  /** First ours in the large fleet, second ours in the small one. */
  growth: Comparison
}

const sliceMilliseconds = 40
/** Neighbouring calls ask for devices that lie far apart; the step is prime, so that each has its turn. */
const stride = 7919

/** Measures every reading call, after both sides have answered the same. */
export async function* compareReads(large: Fleet, small: Fleet, patience: Patience): AsyncGenerator<ReadResult> {
  for (const call of readCalls) {
    for (const fleet of [large, small]) await proveEqual(call, fleet)
    const ours = (fleet: Fleet) => sliceOf((number) => call.ours(fleet, deviceAt(fleet, number)), sliceMilliseconds)
    const reference = () => sliceOf((number) => call.reference(large, deviceAt(large, number)), sliceMilliseconds)
    for (const fleet of [large, small, large, small]) await ours(fleet)
    const growth = await inTurn(
      () => ours(large),
      () => ours(small),
      patience,
    )
    yield { call, growth, faster: await inTurn(reference, () => ours(large), patience) }
  }
}

async function proveEqual(call: ReadCall, fleet: Fleet): Promise<void> {
  const device = deviceAt(fleet, 1)
  deepStrictEqual(await call.ours(fleet, device), await call.reference(fleet, device), call.name)
}

function deviceAt({ devices }: Fleet, number: number) {
  return deviceOf('', (number * stride) % devices, instances)
}
