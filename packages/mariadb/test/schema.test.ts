import { mariadbDialect } from '@dmt-providers/sql'
import { expect, it } from 'vitest'
import { describeOn } from '../../../tooling/servers/describe-on.js'
import { mariadbAt } from '../../../tooling/servers/mariadb/mariadb-at.js'
import { openStore } from './open-store.js'
import { tempDatabase, userOf } from './temp-database.js'

const both = ['0001-configurations', '0001-devices', ...mariadbDialect.migrations.map(({ name }) => name)]

const migrationsOf = async (url: string) =>
  (await mariadbAt(url, 'select name from dmt_migrations where applied_at > 0 order by name')).map(({ name }) => name)

const tablesOf = async (url: string) =>
  (await mariadbAt(url, 'select table_name as name from information_schema.tables where table_schema = database()'))
    .map(({ name }) => String(name))
    .sort()

await describeOn('mariadb', 'the schema', () => {
  it('of an empty database is made by the first call, whatever the defaults of server and database are', async () => {
    const url = await tempDatabase('alter database character set latin1 collate latin1_german2_ci')
    await openStore({ url }).ping()
    expect(await migrationsOf(url)).toEqual(both)
    const columns = await mariadbAt(
      url,
      `select distinct collation_name as name from information_schema.columns
       where table_schema = database() and table_name not like 'dmt\\_migration%' and collation_name is not null`,
    )
    expect(columns.map(({ name }) => name).sort()).toEqual(['ascii_bin', 'utf8mb4_nopad_bin'])
    const engines = await mariadbAt(
      url,
      'select distinct engine from information_schema.tables where table_schema = database()',
    )
    expect(engines).toEqual([{ engine: 'InnoDB' }])
  })

  it('is made once by ten stores that come together', async () => {
    const url = await tempDatabase()
    await Promise.all(Array.from({ length: 10 }, () => openStore({ url }).ping()))
    expect(await migrationsOf(url)).toEqual(both)
  })

  it.each([1, 2, 4, 7])('that a killed process left behind after %i tables is finished', async (kept) => {
    const url = await tempDatabase()
    await openStore({ url, tables: ['configurations'] }).ping()
    const whole = await tablesOf(url)
    const made = ['ciraconfigs', 'ieee8021xconfigs', 'wirelessconfigs', 'profiles', 'profiles_wirelessconfigs']
    const order = [...made, 'domains', 'proxyconfigs', 'profiles_proxyconfigs']
    for (const table of order.slice(kept).reverse()) await mariadbAt(url, `drop table ${table}`)
    await mariadbAt(url, `update dmt_migrations set applied_at = ''`)
    await openStore({ url, tables: ['configurations'] }).ping()
    expect(await tablesOf(url)).toEqual(whole)
    expect(await migrationsOf(url)).toEqual(['0001-configurations'])
  })

  it.each([
    ['a column', 'alter table profiles drop column uefi_wifi_sync_enabled', 'column profiles.uefi_wifi_sync_enabled'],
    ['a table', 'drop table profiles_proxyconfigs', 'table profiles_proxyconfigs'],
  ])('that was whole once and lacks %s is refused, naming it', async (_, cut, lacking) => {
    const url = await tempDatabase()
    await openStore({ url }).ping()
    await mariadbAt(url, cut)
    const before = await tablesOf(url)
    await expect(openStore({ url }).ping()).rejects.toMatchObject({
      code: 'unsupported',
      retryable: false,
      message: expect.stringMatching(new RegExp(`it lacks ${lacking}; after a backup, run npx dmt-providers migrate`)),
    })
    expect(await tablesOf(url)).toEqual(before)
  })

  it('is never made with migrate=check', async () => {
    const url = await tempDatabase()
    await expect(openStore({ url: `${url}?migrate=check` }).ping()).rejects.toMatchObject({
      code: 'unsupported',
      message: expect.stringMatching(/none of the tables devices; create them with .*migrate=auto$/),
    })
    expect(await tablesOf(url)).toEqual([])
  })

  it('once made needs no right but those to its rows and routines', async () => {
    const url = await tempDatabase()
    await openStore({ url }).ping()
    const user = await userOf(url, 'select, insert, update, delete, execute')
    const store = openStore({ url: user.url })
    const guid = '5a6b7c8d-0000-4000-8000-00000000000a'
    await store.devices.insert({ guid, tenantId: '' })
    expect(await store.devices.delete(guid, '')).toBe(true)
    const empty = await tempDatabase()
    const other = await userOf(empty, 'select, insert, update, delete, execute')
    await expect(openStore({ url: other.url }).ping()).rejects.toMatchObject({ code: 'permission-denied' })
  })
})
