import { deepStrictEqual } from 'node:assert/strict'
import type { DeviceCall } from './device-call.js'
import { argumentsOf } from './device-calls.js'
import { type BenchDevice, deviceOf, fleetTenant } from './fleet.js'
import { type Side, throughput } from './side.js'
import { type Spread, spreadOf } from './spread.js'
import type { Subject } from './subject.js'

/** How much is measured. */
export interface Effort {
  /** Seconds of one slice: the time for which one side works before it is the other's turn. */
  sliceSeconds: number
  /** Seconds for which both sides work before the first pair. */
  warmUpSeconds: number
  /** Seconds after which a call has enough pairs, unless it has fewer than `leastPairs`. */
  secondsPerCall: number
  leastPairs: number
  mostPairs: number
}

/** What a call costs over the raw driver. */
export interface CallResult {
  name: string
  callers: number
  /** Calls per second. */
  ours: number
  raw: number
  /** Throughput of ours over that of the raw driver, pair by pair. */
  ratio: Spread
  pairs: number
}

/** Reads of neighbouring calls lie far apart; the step is prime, so that every device has its turn. */
const stride = 7919

/** Measures one call on both sides in turn, after both have warmed up. */
export async function measureCall(
  subject: Subject,
  call: DeviceCall,
  callers: number,
  effort: Effort,
): Promise<CallResult> {
  const sides = sidesOf(subject, call)
  const slice = async (side: Side, calls: number) => {
    const devices = devicesFor(subject, call, side, calls)
    if (call.writes !== undefined) {
      await side.home.reset(side.tenant, call.writes.rows(calls), call.writes.instances)
    }
    return await throughput(side, devices, callers)
  }
  await proveEqual(sides, (side) => slice(side, 1))
  const calls = await warmUp(sides, slice, callers, effort)
  return await pairs(sides, (side) => slice(side, calls), { name: call.name, callers }, effort)
}

interface Sides {
  ours: Side
  raw: Side
}

function sidesOf({ store, raw, homes, statements }: Subject, call: DeviceCall): Sides {
  const statement = statements.get(call.name)
  if (statement === undefined) throw new Error(`the store sent nothing for ${call.name}`)
  const sent = { name: statement.prepared ? statement.name : '', text: statement.text }
  return {
    ours: { tenant: 'bench-ours', home: homes.ours, ready: (device) => () => call.ours(store, device) },
    raw: {
      tenant: 'bench-raw',
      home: homes.raw,
      ready: (device) => {
        const values = statement.bind(argumentsOf(call, device))
        return async () => call.read(await raw.query(sent, values), device)
      },
    },
  }
}

function devicesFor({ devices }: Subject, { writes }: DeviceCall, { tenant }: Side, calls: number): BenchDevice[] {
  return Array.from({ length: calls }, (_, number) =>
    writes === undefined
      ? deviceOf(fleetTenant, (number * stride) % devices, 8)
      : deviceOf(tenant, writes.row(number), writes.instances),
  )
}

/** Both sides must answer the same, but for the keys of the rows that each writes for itself. */
async function proveEqual({ ours, raw }: Sides, once: (side: Side) => Promise<unknown>): Promise<void> {
  const answerOf = async (side: Side) => {
    let answer: unknown
    await once({
      ...side,
      ready: (device) => async () => {
        answer = await side.ready(device)()
      },
    })
    return typeof answer === 'object' && answer !== null && !Array.isArray(answer)
      ? { ...answer, guid: '', tenantId: '', mpsInstance: '' }
      : answer
  }
  deepStrictEqual(await answerOf(ours), await answerOf(raw))
}

/** Runs both sides in turn until the compiler has seen enough of them; answers how many calls make a slice. */
async function warmUp(
  { ours, raw }: Sides,
  slice: (side: Side, calls: number) => Promise<number>,
  callers: number,
  { sliceSeconds, warmUpSeconds }: Effort,
): Promise<number> {
  const started = performance.now()
  let calls = callers
  do {
    const rate = Math.max(await slice(ours, calls), await slice(raw, calls))
    calls = Math.min(Math.max(callers, Math.ceil(rate * sliceSeconds)), calls * 16)
  } while (performance.now() - started < warmUpSeconds * 1000)
  return calls
}

async function pairs(
  { ours, raw }: Sides,
  slice: (side: Side) => Promise<number>,
  about: Pick<CallResult, 'name' | 'callers'>,
  { secondsPerCall, leastPairs, mostPairs }: Effort,
): Promise<CallResult> {
  const rates: { ours: number; raw: number }[] = []
  const started = performance.now()
  const enough = () => rates.length >= leastPairs && performance.now() - started > secondsPerCall * 1000
  while (rates.length < mostPairs && !enough()) {
    // Who begins alternates, so that neither side always runs after the other.
    const first = rates.length % 2 === 0 ? ours : raw
    const before = await slice(first)
    const after = await slice(first === ours ? raw : ours)
    rates.push(first === ours ? { ours: before, raw: after } : { ours: after, raw: before })
  }
  return {
    ...about,
    ours: spreadOf(rates.map((rate) => rate.ours)).median,
    raw: spreadOf(rates.map((rate) => rate.raw)).median,
    ratio: spreadOf(rates.map((rate) => rate.ours / rate.raw)),
    pairs: rates.length,
  }
}
