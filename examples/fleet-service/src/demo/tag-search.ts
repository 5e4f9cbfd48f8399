import { isDeepStrictEqual } from 'node:util'
import { generateDevices } from '../fleet/generate-devices.js'
import type { NewDevice } from '../interfaces/mps-database.js'
import type { DemoOptions } from './demo-options.js'
import type { RunningService } from './running-service.js'

/** Whether a device must have all of the tags, or one of them. */
export type Method = 'AND' | 'OR'

/** What a search by tags found. */
export interface TagSearch {
  tags: [string, string]
  method: Method
  /** Devices of the generated fleet that the service answered. */
  found: number
  /** Whether they are the very ones that the generator gave these tags. */
  exact: boolean
}

const pageSize = 1000

/** Searches by the tags of the fleet's first device that has two, and compares with the generator. */
export async function searchByTags(service: RunningService, options: DemoOptions, method: Method): Promise<TagSearch> {
  const tags = firstPair(options)
  const fleet = new Map([...generateDevices(options.count, options.seed)].map((device) => [device.guid, device]))
  const found = (await allPages(service, tags, method)).filter((guid) => fleet.has(guid)).sort()
  const expected = [...fleet.values()].filter((device) => carries(device, tags, method)).map(({ guid }) => guid)
  return { tags, method, found: found.length, exact: isDeepStrictEqual(found, expected.sort()) }
}

function firstPair({ count, seed }: DemoOptions): [string, string] {
  for (const { tags } of generateDevices(count, seed)) {
    const [one, other] = tags ?? []
    if (one !== undefined && other !== undefined) return [one, other]
  }
  throw new Error('no device of the fleet has two tags; take a larger --count')
}

async function allPages(service: RunningService, tags: string[], method: Method): Promise<string[]> {
  const guids: string[] = []
  for (let skip = 0; ; skip += pageSize) {
    const query = new URLSearchParams({ tags: tags.join(','), method, $top: String(pageSize), $skip: String(skip) })
    const { body } = await service.get(`/api/v1/devices?${query}`)
    if (!Array.isArray(body)) throw new Error('the search was not answered with a list')
    guids.push(...body.map(({ guid }: { guid: string }) => guid))
    if (body.length < pageSize) return guids
  }
}

function carries({ tags }: NewDevice, wanted: string[], method: Method): boolean {
  const has = (tag: string) => tags?.includes(tag) ?? false
  return method === 'AND' ? wanted.every(has) : wanted.some(has)
}
