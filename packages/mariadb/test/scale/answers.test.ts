import { expect, it, onTestFinished } from 'vitest'
import { fleet, fleetTags } from '../../../../tooling/fixtures/device-fleet.js'
import { describeOn } from '../../../../tooling/servers/describe-on.js'
import { freshMariadb } from '../../../../tooling/servers/mariadb/fresh-mariadb.js'
import { bothStores } from './both-stores.js'
import { scaleProblems } from './scale-problems.js'

const tenants = ['', 'north', 'east', 'nobody']

/** Plain tables take their time, which is the point of the others. */
const patience = { timeout: 180_000 }

/** Every list of tags that a search may meet: none, each, and growing ones, with one that nobody has. */
const searches: readonly string[][] = [
  [],
  ...fleetTags.map((tag) => [tag]),
  ['nobody has this'],
  ['office', 'nobody has this'],
  ['office', 'office'],
  ...[2, 3, 4, 5, 6, fleetTags.length].map((count) => fleetTags.slice(0, count)),
  fleetTags.slice(-2),
  [...fleetTags, ...Array.from({ length: 20 }, (_, number) => `other ${number}`)],
]

for (const kind of ['mariadb', 'mysql'] as const) {
  const database = async () => {
    const { url, drop } = await freshMariadb(kind)
    onTestFinished(drop)
    return url
  }
  const bothFleets = async () => {
    const both = await bothStores(database)
    for (const store of [both.plain, both.scaled]) await store.devices.insertMany(fleet())
    return both
  }

  await describeOn(kind, `a database with side tables on ${kind} answers as one without`, () => {
    it('how many devices there are, how many are connected, and which tags they have', patience, async () => {
      const { plain, scaled, url } = await bothFleets()
      expect(await scaleProblems(url)).toEqual([])
      for (const tenant of tenants) {
        expect(await scaled.devices.count(tenant)).toBe(await plain.devices.count(tenant))
        expect(await scaled.devices.countConnected(tenant)).toBe(await plain.devices.countConnected(tenant))
        const [there, expected] = [await scaled.devices.listTags(tenant), await plain.devices.listTags(tenant)]
        expect(there.toSorted()).toEqual(expected.toSorted())
      }
      expect(await scaled.devices.count('')).toBeGreaterThan(4_000)
    })

    it('every page, near, far and beyond the end', patience, async () => {
      const { plain, scaled } = await bothFleets()
      for (const tenant of tenants) {
        const count = await plain.devices.count(tenant)
        for (const offset of [0, 999, 1_000, 1_001, 2_345, count - 7, count - 1, count, count + 1, 9_999_999_999]) {
          for (const limit of [1, 25, 700, 9_999_999_999]) {
            const page = { limit, offset: Math.max(0, offset) }
            expect(await scaled.devices.list(page, tenant)).toEqual(await plain.devices.list(page, tenant))
          }
        }
      }
    })

    it.each(['all', 'any'] as const)('searches for %s of some tags, page by page', patience, async (match) => {
      const { plain, scaled } = await bothFleets()
      let found = 0
      for (const tags of searches) {
        for (const tenant of ['', 'north']) {
          for (const page of [{}, { limit: 10, offset: 3 }, { limit: 5_000, offset: 1_500 }, { limit: 0 }]) {
            const answer = await scaled.devices.findByTags(tags, match, page, tenant)
            expect(answer).toEqual(await plain.devices.findByTags(tags, match, page, tenant))
            found += answer.length
          }
        }
      }
      expect(found).toBeGreaterThan(1_000)
    })

    it('searches for names, and clears instances', patience, async () => {
      const { plain, scaled, url } = await bothFleets()
      for (const name of ['host-7', 'HOST-7', 'nobody']) {
        expect(await scaled.devices.findByHostname(name, '')).toEqual(await plain.devices.findByHostname(name, ''))
      }
      for (const name of ['name-7', 'name-7 ', 'nobody']) {
        const [there, expected] = [scaled, plain].map((store) => store.devices.findByFriendlyName(name, ''))
        expect(await there).toEqual(await expected)
      }
      for (const instance of ['mps-1', 'mps-1', 'MPS-3', 'nobody', 'mps-3']) {
        expect(await scaled.devices.clearInstance(instance)).toBe(await plain.devices.clearInstance(instance))
        expect(await scaled.devices.countConnected('')).toBe(await plain.devices.countConnected(''))
        expect(await scaleProblems(url)).toEqual([])
      }
      expect(await scaled.devices.list({ limit: 10_000 }, '')).toEqual(await plain.devices.list({ limit: 10_000 }, ''))
    })
  })
}
