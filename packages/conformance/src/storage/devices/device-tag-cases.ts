import type { TagMatch } from '@dmt-providers/core'
import { equal } from '../../expectations.js'
import { nastyStrings } from '../../nasty-strings.js'
import type { StorageCase, StorageContext } from '../storage-context.js'
import { device, guidsOf, orderedGuids } from './device-rows.js'

const tagged = [['a', 'b'], ['b', 'c'], ['A'], ['c', 'a', 'b', 'a'], [], null] as const

/** Devices with the tags above; answers a search that gives the positions of what it found. */
async function taggedDevices({ store, tenant }: StorageContext) {
  const guids = orderedGuids(tagged.length)
  for (const [index, guid] of guids.entries()) {
    const tags = tagged[index]
    await store.devices.insert(device(tenant, { guid, tags: tags === null || tags === undefined ? null : [...tags] }))
  }
  return async (tags: string[], match: TagMatch, page: { limit?: number; offset?: number } = {}) =>
    guidsOf(await store.devices.findByTags(tags, match, page, tenant)).map((guid) => guids.indexOf(guid))
}

/** Search by tags. */
export const deviceTagCases: readonly StorageCase[] = [
  {
    id: 'storage/devices/tags-any',
    group: 'behaviour',
    title: 'a search for any tag finds each device once, ordered by GUID, case-sensitively',
    async run(context) {
      const search = await taggedDevices(context)
      equal(await search(['a'], 'any'), [0, 3], 'one tag')
      equal(await search(['c', 'A'], 'any'), [1, 2, 3], 'two tags')
      equal(await search(['a', 'a', 'b'], 'any'), [0, 1, 3], 'a repeated tag')
      equal(await search(['x'], 'any'), [], 'an unknown tag')
      equal(await search(['x', 'c'], 'any'), [1, 3], 'an unknown and a known tag')
    },
  },
  {
    id: 'storage/devices/tags-all',
    group: 'behaviour',
    title: 'a search for all tags finds the devices that have every one, in any order',
    async run(context) {
      const search = await taggedDevices(context)
      equal(await search(['a', 'b'], 'all'), [0, 3], 'two tags')
      equal(await search(['b', 'a'], 'all'), [0, 3], 'in another order')
      equal(await search(['a', 'a'], 'all'), [0, 3], 'a repeated tag')
      equal(await search(['a', 'b', 'c'], 'all'), [3], 'three tags')
      equal(await search(['a', 'A'], 'all'), [], 'two cases of one letter')
      equal(await search(['a', 'x'], 'all'), [], 'a known and an unknown tag')
    },
  },
  {
    id: 'storage/devices/tags-none-given',
    group: 'behaviour',
    title: 'all of no tags is every device, any of no tags is none',
    async run(context) {
      const search = await taggedDevices(context)
      equal(await search([], 'all'), [0, 1, 2, 3, 4, 5], 'all')
      equal(await search([], 'any'), [], 'any')
    },
  },
  {
    id: 'storage/devices/tags-pages',
    group: 'behaviour',
    title: 'limit and offset cut pages out of a search',
    async run(context) {
      const search = await taggedDevices(context)
      equal(await search(['a', 'b', 'c'], 'any', { limit: 2 }), [0, 1], 'any, first page')
      equal(await search(['a', 'b', 'c'], 'any', { limit: 2, offset: 2 }), [3], 'any, second page')
      equal(await search(['b'], 'all', { limit: 1, offset: 1 }), [1], 'all, second page')
      equal(await search([], 'all', { limit: 2, offset: 4 }), [4, 5], 'all of none, last page')
      equal(await search(['a'], 'any', { limit: 0 }), [], 'limit 0')
    },
  },
  {
    id: 'storage/devices/tags-listed',
    group: 'behaviour',
    title: 'listTags answers every tag once, and follows updates and deletes',
    async run({ store, tenant }) {
      const tags = async () => (await store.devices.listTags(tenant)).sort()
      const first = await store.devices.insert(device(tenant, { tags: ['a', 'b', 'a'] }))
      const second = await store.devices.insert(device(tenant, { tags: ['B', 'b'] }))
      equal(await tags(), ['B', 'a', 'b'], 'after the inserts')
      await store.devices.update(device(tenant, { guid: first.guid, tags: ['c'] }))
      equal(await tags(), ['B', 'b', 'c'], 'after the update')
      await store.devices.delete(second.guid, tenant)
      equal(await tags(), ['c'], 'after the delete')
    },
  },
  {
    id: 'storage/devices/tags-follow-update',
    group: 'behaviour',
    title: 'a search finds a device by its new tags and no longer by its old ones',
    async run({ store, tenant }) {
      const { guid } = await store.devices.insert(device(tenant, { tags: ['old', 'both'] }))
      await store.devices.update(device(tenant, { guid, tags: ['both', 'new'] }))
      const found = async (tag: string) => guidsOf(await store.devices.findByTags([tag], 'any', {}, tenant))
      equal([await found('old'), await found('both'), await found('new')], [[], [guid], [guid]], 'devices found')
    },
  },
  {
    id: 'storage/devices/tags-nasty',
    group: 'nasty strings',
    title: 'nasty tags are kept, listed and found exactly',
    async run({ store, tenant }) {
      const tags = Object.values(nastyStrings)
      const all = await store.devices.insert(device(tenant, { tags }))
      await store.devices.insert(device(tenant, { tags: ['abc', '100', ' a', 'e'] }))
      equal(all.tags, tags, 'tags answered')
      for (const tag of tags) {
        const found = guidsOf(await store.devices.findByTags([tag], 'any', {}, tenant))
        equal(found, [all.guid], `search for ${JSON.stringify(tag)}`)
      }
      equal(guidsOf(await store.devices.findByTags(tags, 'all', {}, tenant)), [all.guid], 'search for all of them')
      equal((await store.devices.listTags(tenant)).sort(), [...tags, 'abc', '100', ' a', 'e'].sort(), 'listTags')
    },
  },
]
