import { expect, it, vi } from 'vitest'
import { describeOn } from '../../../../tooling/servers/describe-on.js'
import { mssqlAt } from '../../../../tooling/servers/mssql/mssql-at.js'
import { isSqlServer } from '../../../../tooling/servers/mssql/server-version.js'
import { openStore } from '../open-store.js'
import { tempDatabase } from '../temp-database.js'
import { migratorAt } from './migrator-at.js'
import { wholeCatalogue } from './whole-catalogue.js'

/** A database as the first call of a service makes it. */
async function newDatabase(): Promise<string> {
  const url = await tempDatabase()
  const store = openStore({ url })
  await store.devices.insert({ guid: '5a6b7c8d-0000-4000-8000-00000000000a', tenantId: '' })
  await store.ciraConfigs.insert({ configName: 'Cira', tenantId: '' })
  return url
}

const tablesOf = async (url: string) =>
  (await mssqlAt(url, `select name from sys.objects where type = 'U'`)).map(({ name }) => name)

await describeOn('mssql', 'a migration', ({ version }) => {
  vi.setConfig({ testTimeout: 180_000 })

  it('makes in an empty database what the first call of a service makes, and is done once', async () => {
    const url = await tempDatabase()
    const migrator = migratorAt(url, ['devices', 'configurations'])
    const planned = await migrator.plan()
    expect(planned.obstacles).toEqual([])
    expect(await tablesOf(url)).toEqual([])

    const { applied } = await migrator.apply()
    expect(applied).toEqual(planned.parts.flatMap(({ steps }) => steps))
    expect(await wholeCatalogue(url)).toEqual(await wholeCatalogue(await newDatabase()))
    expect((await migrator.verify()).problems).toEqual([])
    expect((await migrator.apply()).applied).toEqual([])
    await openStore({ url, migrate: 'check' }).ping()
  })

  it('finds nothing to do in what the first call of a service made', async () => {
    const url = await newDatabase()
    const { parts, kept } = await migratorAt(url).plan()
    expect(parts.map(({ found, steps }) => ({ found, steps }))).toEqual([
      { found: 'current', steps: [] },
      { found: 'current', steps: [] },
    ])
    // Another engine names one collation for all columns, and indexes by a hash.
    const unknown = isSqlServer(version) ? /^$/ : /^(type .* Latin1_General_BIN2$|index dmt_devices_)/
    expect(kept.filter((line) => !unknown.test(line))).toEqual([])
  })

  it('of five runners at once leaves one result', async () => {
    const url = await tempDatabase()
    const runners = Array.from({ length: 5 }, () => migratorAt(url, ['devices', 'configurations']))
    const plan = await runners[0]?.plan()
    const results = await Promise.all(runners.map((runner) => runner.apply()))
    expect(results.flatMap(({ applied }) => applied)).toHaveLength(
      plan?.parts.flatMap(({ steps }) => steps).length ?? 0,
    )
    expect((await runners[0]?.verify())?.problems).toEqual([])
  })

  it.each<[string, readonly string[], string]>([
    ['a column that is gone', ['alter table profiles drop column uefi_wifi_sync_enabled'], 'profiles: add uefi_wifi'],
    [
      'a reference that is gone',
      ['alter table profiles drop constraint profiles_cira_config_name_fk'],
      'profiles: add the reference (cira_config_name_key, tenant_id_key) to ciraconfigs',
    ],
    ['rows without a version', ['alter table ciraconfigs drop column row_version'], 'ciraconfigs: add row_version'],
    ['a table that is gone', ['drop table profiles_wirelessconfigs'], 'create the table profiles_wirelessconfigs'],
    ['a record that is gone', ['drop table dmt_migrations'], 'create the table dmt_migrations'],
  ])('mends %s', async (_, statements, title) => {
    const url = await newDatabase()
    const whole = await wholeCatalogue(url)
    await mssqlAt(url, ...statements)
    const migrator = migratorAt(url)
    expect((await migrator.verify()).problems).not.toEqual([])
    const { applied } = await migrator.apply()
    expect(applied.map((step) => step.title)).toContainEqual(expect.stringContaining(title))
    expect(await wholeCatalogue(url)).toEqual(whole)
    expect((await migrator.verify()).problems).toEqual([])
  })

  it.skipIf(!isSqlServer(version))('mends a text that takes too few characters [SQL Server]', async () => {
    const url = await newDatabase()
    const whole = await wholeCatalogue(url)
    await mssqlAt(url, 'alter table devices alter column friendlyname nvarchar(20) collate Latin1_General_BIN2')
    await migratorAt(url).apply()
    expect(await wholeCatalogue(url)).toEqual(whole)
  })

  it('is printed as a script that makes the same in batches, which verify and check accept', async () => {
    const url = await tempDatabase()
    const { script } = await migratorAt(url, ['devices', 'configurations']).plan()
    // What sqlcmd does: a line `go` ends a batch, and one that begins with a colon is its own.
    const batches = script
      .split(/^go$/m)
      .map((batch) => batch.replace(/^:.*$/gm, ''))
      .filter((batch) => batch.replace(/^--.*$/gm, '').trim() !== '')
    await mssqlAt(url, ...batches)
    expect(await wholeCatalogue(url)).toEqual(await wholeCatalogue(await newDatabase()))
    expect((await migratorAt(url).verify()).problems).toEqual([])
    expect((await migratorAt(url).plan()).parts.flatMap(({ steps }) => steps)).toEqual([])
  })
})
