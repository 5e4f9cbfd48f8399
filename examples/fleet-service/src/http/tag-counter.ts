import type { DeviceTable } from '../interfaces/mps-database.js'

/** A tag and how many devices carry it; null where the fleet is too large to count them here. */
export interface TagCount {
  tag: string
  count: number | null
}

/** Devices up to which tags are counted: the hosts' interface can only list devices, so counting reads them all. */
const countable = 100_000
const pageSize = 1000
const maxAgeMs = 15_000

/** Counts the devices of each tag; an answer may be 15 seconds old, and simultaneous questions share one. */
export class TagCounter {
  readonly #answers = new Map<string, { at: number; counts: Promise<TagCount[]> }>()

  constructor(private readonly devices: DeviceTable) {}

  /** The tags of a tenant, the most frequent first. */
  count(tenantId: string): Promise<TagCount[]> {
    this.#forget()
    const known = this.#answers.get(tenantId)
    if (known !== undefined) return known.counts
    const counts = countTags(this.devices, tenantId)
    this.#answers.set(tenantId, { at: performance.now(), counts })
    counts.catch(() => this.#answers.delete(tenantId))
    return counts
  }

  #forget(): void {
    const oldest = performance.now() - maxAgeMs
    for (const [tenantId, { at }] of this.#answers) if (at < oldest) this.#answers.delete(tenantId)
  }
}

async function countTags(devices: DeviceTable, tenantId: string): Promise<TagCount[]> {
  const tags = await devices.getDistinctTags(tenantId)
  if ((await devices.getCount(tenantId)) > countable) return tags.sort().map((tag) => ({ tag, count: null }))
  const counts = new Map(tags.map((tag) => [tag, 0]))
  for (let offset = 0; ; offset += pageSize) {
    const page = await devices.get(pageSize, offset, tenantId)
    for (const tag of page.flatMap((device) => [...new Set(device.tags)])) counts.set(tag, (counts.get(tag) ?? 0) + 1)
    if (page.length < pageSize) break
  }
  return [...counts].map(([tag, count]) => ({ tag, count })).sort(byFrequency)
}

const byFrequency = (one: { tag: string; count: number }, other: { tag: string; count: number }) =>
  other.count - one.count || (one.tag < other.tag ? -1 : 1)
