import { Migrator } from '@dmt-providers/core'
import { type SchemaMigration, sqlMigrationDriver } from '@dmt-providers/sql'
import { expect, it } from 'vitest'
import { describeOn } from '../../../../tooling/servers/describe-on.js'
import { openWith, providerWith } from '../open-with.js'
import { shelfMigration } from '../shelf-migration.js'
import { sqlAt } from '../sql-at.js'
import { historicDatabase } from './historic-database.js'
import { tablesOf } from './releases.js'

const migratorWith = (url: string, migrations: readonly SchemaMigration[]) =>
  new Migrator(sqlMigrationDriver(providerWith(url, migrations), undefined))

await describeOn('postgres', 'a migration of the dialect', () => {
  it('follows the tables themselves in one transaction, and works on the rows that are there', async () => {
    const url = await historicDatabase(...tablesOf('1.4'))
    const migrator = migratorWith(url, [shelfMigration])
    const { applied } = await migrator.apply()
    const own = applied.filter(({ migration }) => migration === '0009-devices-shelf').map(({ title }) => title)
    expect(own).toEqual([...shelfMigration.steps.map(({ title }) => title), 'record 0009-devices-shelf'])
    expect(await sqlAt(url, 'select shelf from dmt_shelves')).toHaveLength(2)
    expect(await migrator.verify()).toMatchObject({
      problems: [],
      migrations: ['0001-devices', '0009-devices-shelf', '0001-configurations'],
    })
    expect((await migrator.plan()).kept).not.toContainEqual(expect.stringContaining('dmt_shelve'))
    expect((await migrator.apply()).applied).toEqual([])
    await openWith(url, [shelfMigration]).ping()
  })

  it('is rolled back with the rest of its part when what it verifies is not so', async () => {
    const url = await historicDatabase(...tablesOf('2.16'))
    const broken = { ...shelfMigration, verify: `select 'one shelf is crooked' as problem` }
    await expect(migratorWith(url, [broken]).apply()).rejects.toMatchObject({
      code: 'internal',
      message: expect.stringMatching(/nothing of devices was changed.*0009-devices-shelf/),
    })
    expect(
      await sqlAt(url, `select to_regclass('dmt_shelves') as made, to_regclass('dmt_migrations') as recorded`),
    ).toEqual([{ made: null, recorded: null }])
  })

  it('is found missing in part, and made whole again without a second record', async () => {
    const url = await historicDatabase(...tablesOf('2.28'))
    const repeatable = {
      ...shelfMigration,
      steps: [
        ...shelfMigration.steps.slice(0, -1),
        { title: 'empty the shelves', sql: 'delete from dmt_shelves' },
        ...shelfMigration.steps.slice(-1),
      ],
    }
    const migrator = migratorWith(url, [repeatable])
    await migrator.apply()
    await sqlAt(url, 'delete from dmt_shelves')
    expect((await migrator.verify()).problems).toContainEqual(expect.stringContaining('devices without a shelf: 2'))
    expect((await migrator.apply()).applied).toEqual([])
    expect((await migrator.apply({ thorough: true })).applied).toHaveLength(repeatable.steps.length)
    expect((await migrator.verify()).problems).toEqual([])
    expect(await sqlAt(url, `select name from dmt_migrations where name like '0009%'`)).toHaveLength(1)
  })
})
