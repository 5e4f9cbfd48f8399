import { type Spread, spreadOf } from '../src/spread.js'

/** Milliseconds of one call on each of two sides, and how they compare pair by pair. */
export interface Comparison {
  first: number
  second: number
  /** Milliseconds of the first over those of the second. */
  ratio: Spread
  pairs: number
}

/** How long to measure. */
export interface Patience {
  /** Seconds for one comparison, once it has the least number of pairs. */
  seconds: number
  leastPairs: number
}

/** Milliseconds per call of a number of calls. */
type Timed = () => Promise<number>

/** Lets two sides work in turn, so that what else runs on the machine meets both alike. */
export async function inTurn(first: Timed, second: Timed, { seconds, leastPairs }: Patience): Promise<Comparison> {
  const times: { first: number; second: number }[] = []
  const started = performance.now()
  while (times.length < leastPairs || performance.now() - started < seconds * 1000) {
    // Who begins alternates, so that neither side always runs after the other.
    times.push(times.length % 2 === 0 ? { first: await first(), second: await second() } : await swapped(first, second))
  }
  return {
    first: spreadOf(times.map((pair) => pair.first)).median,
    second: spreadOf(times.map((pair) => pair.second)).median,
    ratio: spreadOf(times.map((pair) => pair.first / pair.second)),
    pairs: times.length,
  }
}

async function swapped(first: Timed, second: Timed) {
  const after = await second()
  return { first: await first(), second: after }
}

/** Calls one after the other until the slice is over; answers the milliseconds of one. */
export async function sliceOf(call: (number: number) => Promise<unknown>, milliseconds: number): Promise<number> {
  const started = performance.now()
  let calls = 0
  do await call(calls++)
  while (performance.now() - started < milliseconds)
  return (performance.now() - started) / calls
}
