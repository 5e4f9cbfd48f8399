import type { StorageStore } from '@dmt-providers/core'
import { expect, it, onTestFinished, vi } from 'vitest'
import { describeOn } from '../../../../tooling/servers/describe-on.js'
import { openStore } from '../open-store.js'
import { referenceDevices } from '../reference-schema.js'
import { sqlAt } from '../sql-at.js'
import { tempDatabase } from '../temp-database.js'
import { fleetTags, insertFleet } from './fleet.js'

const tenants = ['', 'north', 'east', 'nobody']

/** The same fleet in the reference provider's schema as it is, and with what makes it cheap to search. */
async function bothSchemas(): Promise<{ plain: StorageStore; scaled: StorageStore }> {
  const warn = vi.spyOn(process, 'emitWarning').mockImplementation(() => {})
  onTestFinished(() => warn.mockRestore())
  const plain = openStore({ url: await tempDatabase(...referenceDevices, insertFleet), tables: ['devices'] })
  const url = await tempDatabase()
  const scaled = openStore({ url, tables: ['devices'] })
  await scaled.ping()
  await sqlAt(url, insertFleet)
  return { plain, scaled }
}

/** Every list of tags that a search may meet: none, each, and growing ones, with one that nobody has. */
const searches: readonly string[][] = [
  [],
  ...fleetTags.map((tag) => [tag]),
  ['nobody has this'],
  ['office', 'nobody has this'],
  ...[2, 3, 4, 5, 6, fleetTags.length].map((count) => fleetTags.slice(0, count)),
  fleetTags.slice(-2),
]

await describeOn('postgres', 'a database with side tables answers as one without', () => {
  it('how many devices there are, how many are connected, and which tags they have', async () => {
    const { plain, scaled } = await bothSchemas()
    for (const tenant of tenants) {
      expect(await scaled.devices.count(tenant)).toBe(await plain.devices.count(tenant))
      expect(await scaled.devices.countConnected(tenant)).toBe(await plain.devices.countConnected(tenant))
      const [there, expected] = [await scaled.devices.listTags(tenant), await plain.devices.listTags(tenant)]
      expect(there.toSorted()).toEqual(expected.toSorted())
    }
    expect(await scaled.devices.count('')).toBeGreaterThan(4_000)
  })

  it('every page, near, far and beyond the end', async () => {
    const { plain, scaled } = await bothSchemas()
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

  it.each(['all', 'any'] as const)('searches for %s of some tags, page by page', async (match) => {
    const { plain, scaled } = await bothSchemas()
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

  it('searches for names, and clears instances', async () => {
    const { plain, scaled } = await bothSchemas()
    for (const name of ['host-7', 'name-7', 'nobody']) {
      expect(await scaled.devices.findByHostname(name, '')).toEqual(await plain.devices.findByHostname(name, ''))
      expect(await scaled.devices.findByFriendlyName(name, '')).toEqual(
        await plain.devices.findByFriendlyName(name, ''),
      )
    }
    for (const instance of ['mps-1', 'mps-1', 'nobody', 'mps-3']) {
      expect(await scaled.devices.clearInstance(instance)).toBe(await plain.devices.clearInstance(instance))
      expect(await scaled.devices.countConnected('')).toBe(await plain.devices.countConnected(''))
    }
    expect(await scaled.devices.list({ limit: 10_000 }, '')).toEqual(await plain.devices.list({ limit: 10_000 }, ''))
  })
})
