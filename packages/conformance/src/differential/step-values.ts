import { createHash } from 'node:crypto'
import type { SeededRandom } from './seeded-random.js'

const names = ['alpha', 'Alpha', 'ALPHA', 'beta', 'Beta', 'gamma', 'Delta'] as const
const texts = ['', 'x', 'Host', 'host', "o'x", 'ü😀', 'null', '%'] as const
const tags = ['a', 'A', 'b', 'c', "d'", 'e,f', ''] as const
const instants = ['2026-01-02T03:04:05.678Z', '1999-12-31T23:59:59.999Z', '2031-06-15T12:00:00.001+02:00'] as const
const counts = [0, 1, 2, 3, 25, 2 ** 31, Number.MAX_SAFE_INTEGER] as const
const offsets = [0, 0, 0, 1, 2, 5, 2 ** 40] as const
const refusedNumbers = [-1, 0.5, Number.NaN, 2 ** 53] as const

/** Values of few kinds, so that calls meet each other's rows. Names are ASCII: case beyond it is the store's claim. */
export class StepValues {
  constructor(
    readonly random: SeededRandom,
    private readonly tenants: readonly [string, ...string[]],
    private readonly scope: string,
  ) {}

  /** The first of the tenants more often than the others, so that its tables fill. */
  tenant(): string {
    return this.random.chance(0.5) ? this.tenants[0] : this.random.pick(this.tenants)
  }

  name(): string {
    return this.random.pick(names)
  }

  /** The name of a row that may exist, or null. */
  reference(): string | null {
    return this.random.chance(0.5) ? null : this.name()
  }

  text(): string | null {
    return this.random.chance(0.2) ? null : this.random.pick(texts)
  }

  boolean(): boolean | null {
    return this.random.pick([true, true, false, null])
  }

  integer(): number | null {
    return this.random.pick([0, 1, -1, 2 ** 31 - 1, -(2 ** 31) + 1, null])
  }

  port(): number {
    return this.random.pick([8080, 1080])
  }

  instant(): string | null {
    return this.random.chance(0.3) ? null : this.random.pick(instants)
  }

  tags(): string[] | null {
    return this.random.chance(0.15) ? null : this.random.some(tags, 4)
  }

  integers(): number[] | null {
    return this.random.chance(0.2) ? null : this.random.some([14, 1, 224, -7], 3)
  }

  json(): Record<string, unknown> | null {
    return this.random.pick([null, {}, { z: 1, a: 'ü' }, { a: { y: [], x: null }, '': '😀' }])
  }

  /** One of few GUIDs, in either case. */
  guid(): string {
    const digest = createHash('sha256')
      .update(`${this.scope}/${this.random.below(16)}`)
      .digest('hex')
    const guid = digest.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5')
    return this.random.chance(0.2) ? guid.toUpperCase() : guid
  }

  /** An MPS instance of this sequence alone, because `clearInstance` reaches every tenant. */
  instance(): string | null {
    return this.random.chance(0.3) ? null : `${this.scope}mps-${this.random.below(2)}`
  }

  /** A page that is now and then refused. */
  page(): { limit?: number; offset?: number } {
    if (this.random.chance(0.04)) return { limit: this.random.pick(refusedNumbers) }
    if (this.random.chance(0.04)) return { offset: this.random.pick(refusedNumbers) }
    return this.random.chance(0.3) ? {} : { limit: this.random.pick(counts), offset: this.random.pick(offsets) }
  }

  /** Links whose priority belongs to the name, so that their order is the same everywhere. */
  links(): { name: string; priority: number }[] {
    return this.random.some(names, 2).map((name) => ({ name, priority: priorityOf(name) }))
  }
}

function priorityOf(name: string): number {
  return ['alpha', 'beta', 'gamma', 'delta'].indexOf(name.toLowerCase()) + 1
}
