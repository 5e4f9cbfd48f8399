import { describe, expect, it } from 'vitest'
import { tempFolder } from '../../../../tooling/fixtures/temp-folder.js'
import { usePglite } from '../../src/pglite-instances.js'
import { openStore } from '../open-store.js'
import { addSampleRows } from './historic-database.js'
import { openMigratorAt } from './open-migrator.js'
import { expectReadable } from './readable-rows.js'
import { tablesOf } from './releases.js'
import { allRows, rowVersions, wholeCatalogue } from './whole-catalogue.js'

/** A folder with an embedded database that has these tables and rows in them. */
async function historicFolder(statements: readonly string[]): Promise<string> {
  const folder = await tempFolder()
  const { pool, release } = await usePglite(folder)
  try {
    for (const statement of statements) await pool.query(statement)
    await addSampleRows(async (text, values) => (await pool.query(text, values)).rows)
  } finally {
    await release()
  }
  return folder
}

// Making a database takes a second of one core, so several of them take long on a busy machine.
describe('a migration of an embedded database', { timeout: 120_000 }, () => {
  it.each(['1.4', '2.9', '2.18'])('of the tables of %s ends as a new one, and is done once', async (release) => {
    const [folder, fresh] = [await historicFolder(tablesOf(release)), await tempFolder()]
    const newStore = openStore({ folder: fresh })
    await newStore.ping()
    const migrator = openMigratorAt(folder)
    expect((await migrator.apply()).applied.length).toBeGreaterThan(0)
    expect(await wholeCatalogue(folder)).toEqual(await wholeCatalogue(fresh))
    await expectReadable(openStore({ folder, migrate: 'check' }), release)
    const before = [await rowVersions(folder), await allRows(folder)]
    expect(await migrator.apply()).toMatchObject({ applied: [] })
    expect([await rowVersions(folder), await allRows(folder)]).toEqual(before)
    expect(await migrator.verify()).toMatchObject({ problems: [] })
  })

  it('is refused with nothing changed for rows that a key would refuse', async () => {
    const folder = await historicFolder([
      ...tablesOf('2.11'),
      'alter table domains drop constraint domains_pkey',
      `insert into domains (name, domain_suffix, tenant_id) values ('DOM', 'example.org', '')`,
      `insert into domains (name, domain_suffix, tenant_id) values ('dom', 'example.biz', '')`,
    ])
    const before = [await wholeCatalogue(folder), await rowVersions(folder)]
    await expect(openMigratorAt(folder).apply()).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining(`name='DOM'`),
    })
    expect([await wholeCatalogue(folder), await rowVersions(folder)]).toEqual(before)
  })
})
