import { expect, it } from 'vitest'
import { describeOn } from '../../../../tooling/servers/describe-on.js'
import { mariadbAt } from '../../../../tooling/servers/mariadb/mariadb-at.js'
import { openStore } from '../open-store.js'
import { bothKinds, emptyDatabase, firstDatabase, newDatabase } from './databases.js'
import { migratorAt } from './migrator-at.js'
import { allRows, wholeCatalogue } from './whole-catalogue.js'

for (const kind of bothKinds) {
  await describeOn(kind, 'a migration', () => {
    it('makes in an empty database what the first call of a service makes, and is done once', async () => {
      const url = await emptyDatabase(kind)
      const migrator = migratorAt(url, ['devices', 'configurations'])
      const planned = await migrator.plan()
      expect(planned.obstacles).toEqual([])
      expect(planned.parts.map(({ found }) => found)).toEqual(['absent', 'absent'])
      expect(await mariadbAt(url, 'show tables')).toEqual([])

      const { applied } = await migrator.apply()
      expect(applied.map(({ sql }) => sql)).toEqual(planned.parts.flatMap(({ steps }) => steps.map(({ sql }) => sql)))
      expect(await wholeCatalogue(url)).toEqual(await wholeCatalogue(await newDatabase(kind)))
      const { problems, migrations } = await migrator.verify()
      expect(problems).toEqual([])
      expect(migrations).toEqual(expect.arrayContaining(['0001-devices', '0001-configurations']))
      expect((await migrator.apply()).applied).toEqual([])
      expect((await migrator.plan()).parts.map(({ found }) => found)).toEqual(['current', 'current'])
      await openStore({ url, migrate: 'check' }).ping()
    })

    it('adds what later migrations have to a database of the first ones, with every row as it was', async () => {
      const url = await firstDatabase(kind)
      const before = await allRows(url)
      const migrator = migratorAt(url)
      expect((await migrator.plan()).obstacles).toEqual([])
      await migrator.apply()
      expect(await wholeCatalogue(url)).toEqual(await wholeCatalogue(await newDatabase(kind)))
      expect(await allRows(url)).toEqual(before)
      expect((await migrator.verify()).problems).toEqual([])
      expect(await openStore({ url, migrate: 'check' }).devices.count('')).toBe(2)
    })

    it('makes the tables of sealed records beside them', async () => {
      const url = await newDatabase(kind)
      await migratorAt(url, ['records']).apply()
      expect((await migratorAt(url).verify()).migrations).toContain('0001-records')
    })
  })
}
