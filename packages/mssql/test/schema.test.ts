import { once } from 'node:events'
import { expect, it } from 'vitest'
import { describeOn } from '../../../tooling/servers/describe-on.js'
import { mssqlAt } from '../../../tooling/servers/mssql/mssql-at.js'
import { itUnless } from './engine-gaps.js'
import { openStore } from './open-store.js'
import { tempDatabase, userOf } from './temp-database.js'

const both = ['0001-configurations', '0001-devices']

const migrationsOf = async (url: string) =>
  (await mssqlAt(url, `select name from dmt_migrations where name like '0001-%' order by name`)).map(({ name }) => name)

const tablesOf = async (url: string) =>
  (await mssqlAt(url, 'select name from sys.tables')).map(({ name }) => String(name)).sort()

await describeOn('mssql', 'the schema', ({ version }) => {
  it('of an empty database is made by the first call', async () => {
    const url = await tempDatabase()
    await openStore({ url }).ping()
    expect(await migrationsOf(url)).toEqual(both)
  })

  itUnless(version, 'it tells other names of collations')('has collations of its own', async () => {
    const url = await tempDatabase()
    await openStore({ url }).ping()
    const columns = await mssqlAt(
      url,
      `select distinct lower(collation_name) as name from information_schema.columns
       where table_name not like 'dmt%' and collation_name is not null`,
    )
    expect(columns).toEqual([{ name: 'latin1_general_bin2' }])
  })

  it('is made once by ten stores that come together', { timeout: 60_000 }, async () => {
    const url = await tempDatabase()
    await Promise.all(Array.from({ length: 10 }, () => openStore({ url }).ping()))
    expect(await migrationsOf(url)).toEqual(both)
  })

  it('is never made with migrate=check', async () => {
    const url = await tempDatabase()
    await expect(openStore({ url: `${url}?migrate=check` }).ping()).rejects.toMatchObject({
      code: 'unsupported',
      message: expect.stringContaining('migrate=auto'),
    })
    expect(await tablesOf(url)).toEqual([])
  })

  it('once made needs no right but those to its rows', async () => {
    const url = await tempDatabase()
    await openStore({ url }).ping()
    const user = await userOf(url)
    const store = openStore({ url: user.url })
    const guid = '5a6b7c8d-0000-4000-8000-00000000000a'
    await store.devices.insert({ guid, tenantId: '' })
    expect(await store.devices.delete(guid, '')).toBe(true)
  })

  itUnless(version, 'it refuses a create table with a number that stands for any error')(
    'is made by a user who may make tables, and by none who may not',
    async () => {
      const empty = await tempDatabase()
      const user = await userOf(empty)
      await expect(openStore({ url: user.url }).ping()).rejects.toMatchObject({ code: 'permission-denied' })
      await mssqlAt(
        empty,
        `grant create table to ${user.name}`,
        `grant alter, references on schema::dbo to ${user.name}`,
      )
      await openStore({ url: user.url }).ping()
      expect(await migrationsOf(empty)).toEqual(both)
    },
  )

  itUnless(version, 'it always keeps row versions')(
    'in a database without row versions is used under a warning',
    async () => {
      const url = await tempDatabase('alter database current set read_committed_snapshot off with rollback immediate')
      const warned = once(process, 'warning')
      await openStore({ url }).ping()
      expect((await warned)[0]).toMatchObject({ code: 'DMT_NO_ROW_VERSIONS' })
    },
  )
})
