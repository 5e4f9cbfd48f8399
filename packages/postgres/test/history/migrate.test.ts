import { beforeAll, expect, it } from 'vitest'
import { describeOn } from '../../../../tooling/servers/describe-on.js'
import { freshDatabase } from '../../../../tooling/servers/fresh-database.js'
import { createPostgres } from '../../src/index.js'
import { openStore } from '../open-store.js'
import type { PlainRow } from '../sql-at.js'
import { historicDatabase } from './historic-database.js'
import { openMigratorAt } from './open-migrator.js'
import { expectReadable } from './readable-rows.js'
import { releases, tablesOf, upgradedByHand } from './releases.js'
import { allRows, rowVersions, wholeCatalogue } from './whole-catalogue.js'

const fixtures: readonly [string, readonly string[]][] = [
  ...releases.map((release): [string, readonly string[]] => [release, tablesOf(release)]),
  ['2.10, upgraded by hand', upgradedByHand],
]

await describeOn('postgres', 'a migration', () => {
  let fresh: readonly string[] = []
  beforeAll(async () => {
    const { url, drop } = await freshDatabase()
    const store = createPostgres({ url })
    await store.ping()
    await store.close()
    fresh = await wholeCatalogue(url)
    await drop()
  })

  it.each(fixtures)(
    'of the tables of %s ends as a new database, with every row as it was and readable, and is done once',
    async (release, tables) => {
      const url = await historicDatabase(...tables)
      const before = await allRows(url)
      const migrator = openMigratorAt(url)
      const planned = await migrator.plan()
      expect(planned.obstacles).toEqual([])
      expect(await allRows(url)).toEqual(before)

      const { applied } = await migrator.apply()
      expect(applied).toEqual(planned.parts.flatMap(({ steps }) => steps))
      expect(await wholeCatalogue(url)).toEqual(fresh)
      expectKept(before, await allRows(url))
      expect(await migrator.verify()).toMatchObject({
        problems: [],
        migrations: ['0001-devices', '0002-devices-scale', '0001-configurations'],
      })
      await expectReadable(openStore({ url, migrate: 'check' }), release)

      const [versions, whole] = [await rowVersions(url), await wholeCatalogue(url)]
      const again = await migrator.apply()
      expect(again.applied).toEqual([])
      expect((await migrator.plan()).parts.map(({ found }) => found)).toEqual(['current', 'current'])
      expect([await rowVersions(url), await wholeCatalogue(url)]).toEqual([versions, whole])
    },
  )
})

/** Every row that was there is there, each column with its value; what was added is null, but for the tenant. */
function expectKept(
  before: Readonly<Record<string, readonly PlainRow[]>>,
  after: Readonly<Record<string, readonly PlainRow[]>>,
): void {
  const carried = before.profiles?.some((row) => 'network_profile_name' in row) === true
  for (const [table, rows] of Object.entries(before)) {
    const kept = after[table] ?? []
    const columns = Object.keys(rows[0] ?? {})
    const narrowed = kept.map((row) => Object.fromEntries(columns.map((column) => [column, row[column]])))
    expect(narrowed).toHaveLength(rows.length)
    expect(narrowed).toEqual(expect.arrayContaining([...rows]))
    for (const row of kept) {
      for (const [column, value] of Object.entries(row).filter(([name]) => !columns.includes(name))) {
        if (carried && column === 'dhcp_enabled') expect(value).toBe(row.network_profile_name === 'dynamic')
        else expect(value).toBe(/^tenant_?id$/.test(column) ? '' : null)
      }
    }
  }
}
