import type { FaultProxy } from '@dmt-providers/conformance'
import { expect } from 'vitest'

/** What a store has sent so far, and what this process has cost. */
export interface Traffic {
  readonly at: number
  /** Times that something was sent, and bytes of it. */
  readonly sends: number
  readonly bytes: number
  readonly connections: number
  /** Milliseconds of the processor. */
  readonly processor: number
}

/** The sum over the proxies through which a store reaches its nodes. */
export function trafficOf(proxies: readonly FaultProxy[]): Traffic {
  const sum = (of: (proxy: FaultProxy) => number) => proxies.reduce((total, one) => total + of(one), 0)
  const { user, system } = process.cpuUsage()
  return {
    at: performance.now(),
    sends: sum(({ sends }) => sends),
    bytes: sum(({ bytesToServer }) => bytesToServer),
    connections: sum(({ connections }) => connections),
    processor: (user + system) / 1_000,
  }
}

/** What a store with one watch may send in a second, come what may: a sign of life, a renewal, an attempt. */
const perSecond = { sends: 10, bytes: 8_192, connections: 4, processor: 500 }

/** Fails when more was sent between two looks than a store needs that has nothing to do. */
export function expectQuiet(before: Traffic, after: Traffic): void {
  const seconds = (after.at - before.at) / 1_000
  for (const what of ['sends', 'bytes', 'connections', 'processor'] as const) {
    expect((after[what] - before[what]) / seconds, `${what} in a second`).toBeLessThanOrEqual(perSecond[what])
  }
}
