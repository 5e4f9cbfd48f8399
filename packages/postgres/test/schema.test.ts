import { expect, it } from 'vitest'
import { testProgram } from '../../../tooling/fixtures/test-program.js'
import { urlWith } from '../../../tooling/fixtures/url-with.js'
import { describeOn } from '../../../tooling/servers/describe-on.js'
import { blockTable } from './block-table.js'
import { catalogue } from './catalogue.js'
import { drivers } from './drivers.js'
import { openStore } from './open-store.js'
import { referenceConfigurations, referenceDevices } from './reference-schema.js'
import { type PlainRow, sqlAt } from './sql-at.js'
import { roleOf, tempDatabase } from './temp-database.js'

const start = testProgram('packages/postgres', 'program.ts', drivers)
const all = ['0001-configurations', '0001-devices', '0002-devices-scale']

/** What the reference provider has too: neither what is named after this project, nor free room on pages. */
const shared = (rows: readonly PlainRow[]) =>
  rows
    .filter(({ table, name }) => !/^dmt_/.test(String(table)) && !/^dmt_/.test(String(name)))
    .map((row) => (row.kind === 'class' ? { ...row, definition: '' } : row))

const migrationsOf = async (url: string) =>
  (await sqlAt(url, 'select name from dmt_migrations order by name')).map(({ name }) => name)

await describeOn('postgres', 'the schema', () => {
  it('of an empty database becomes the reference provider’s, name by name', async () => {
    const [made, reference] = [
      await tempDatabase(),
      await tempDatabase(...referenceDevices, ...referenceConfigurations),
    ]
    await openStore({ url: made }).ping()
    expect(shared(await catalogue(made))).toEqual(shared(await catalogue(reference)))
    expect(await migrationsOf(made)).toEqual(all)
  })

  it.each([
    [
      'a column',
      ['alter table profiles drop column uefi_wifi_sync_enabled'],
      ['column profiles.uefi_wifi_sync_enabled'],
    ],
    ['a table', ['drop table profiles_proxyconfigs'], ['table profiles_proxyconfigs']],
    [
      'several of both',
      [
        'drop table profiles_proxyconfigs',
        'alter table domains drop column provisioning_cert_key, drop column expiration_date',
      ],
      ['table profiles_proxyconfigs', 'column domains.provisioning_cert_key', 'column domains.expiration_date'],
    ],
    ['a column of devices', ['alter table devices drop column lastseen'], ['column devices.lastseen']],
  ])(
    'of an older toolkit that lacks %s is refused, naming what it lacks and changing nothing',
    async (_, cuts, lacking) => {
      const url = await tempDatabase(...referenceDevices, ...referenceConfigurations, ...cuts)
      const before = await catalogue(url)
      const refusal: unknown = await openStore({ url })
        .ping()
        .catch((error: unknown) => error)
      expect(refusal).toMatchObject({
        code: 'unsupported',
        retryable: false,
        message: expect.stringContaining('npx dmt-providers migrate'),
      })
      for (const one of lacking) expect(String(refusal)).toContain(one)
      expect(await catalogue(url)).toEqual(before)
    },
  )

  it('of a later release is refused by the name of its migration, before anything is made', async () => {
    const url = await tempDatabase(
      'create table dmt_migrations (name varchar(200) primary key, applied_at varchar(30))',
      `insert into dmt_migrations values ('0002-devices-by-shelf', '')`,
    )
    const before = await catalogue(url)
    await expect(openStore({ url }).ping()).rejects.toMatchObject({
      code: 'unsupported',
      message: expect.stringContaining('0002-devices-by-shelf'),
    })
    expect(await catalogue(url)).toEqual(before)
  })

  it('is not made with migrate=check, in the URL or in code, and the refusal names the tables', async () => {
    const url = await tempDatabase()
    const before = await catalogue(url)
    for (const store of [
      openStore({ url, migrate: 'check' }),
      openStore({ url: urlWith(url, { search: '?migrate=check' }) }),
    ]) {
      await expect(store.ping()).rejects.toMatchObject({
        code: 'unsupported',
        message: expect.stringMatching(/devices.*migrate=auto/),
      })
    }
    expect(await catalogue(url)).toEqual(before)
  })

  it('is made once by five stores that open an empty database at the same time', async () => {
    const url = await tempDatabase()
    const stores = Array.from({ length: 5 }, () => openStore({ url }))
    await Promise.all(stores.map((store) => store.ping()))
    expect(await migrationsOf(url)).toEqual(all)
    for (const store of stores) expect(await store.profiles.count('')).toBe(0)
  })

  it('is made whole or not at all, each service’s part for itself, by a process that is killed meanwhile', async () => {
    const url = await tempDatabase()
    await openStore({ url, tables: ['devices'] }).ping()
    const before = await catalogue(url)
    // The maker of this table is held up when it has made most of the others, and committed none.
    const blocker = await blockTable(url, 'domains')
    const program = start(['ping', url])
    await blocker.reached()
    program.process.kill('SIGKILL')
    expect(await program.ended).toBe('SIGKILL')
    await blocker.release()
    expect(await catalogue(url)).toEqual(before)
    await openStore({ url }).ping()
    expect(await migrationsOf(url)).toEqual(all)
  })

  it('of each service may be made by itself in one database, and later used by a store of both', async () => {
    const url = await tempDatabase()
    const [mps, rps] = [openStore({ url, tables: ['devices'] }), openStore({ url, tables: ['configurations'] })]
    await mps.ping()
    expect(
      (
        await sqlAt(
          url,
          'select relname from pg_class where relkind = $$r$$ and relnamespace = $$public$$::regnamespace order by 1',
        )
      ).map(({ relname }) => relname),
    ).toEqual(['devices', 'dmt_device_connections', 'dmt_device_counts', 'dmt_device_tags', 'dmt_migrations'])
    await rps.ping()
    await openStore({ url, migrate: 'check' }).ping()
    expect(await migrationsOf(url)).toEqual(all)
  })

  it('of devices alone is made by a role that may not create extensions; the other tables name what is forbidden', async () => {
    const url = await tempDatabase()
    const role = await roleOf(url, 'grant create, usage on schema public to role')
    const store = openStore({ url: role.url, tables: ['devices'] })
    await store.ping()
    expect(await store.devices.count('')).toBe(0)
    const refused = openStore({ url: role.url, tables: ['configurations'] })
    await expect(refused.ping()).rejects.toMatchObject({
      code: 'permission-denied',
      message: expect.stringContaining('citext'),
    })
  })
})
