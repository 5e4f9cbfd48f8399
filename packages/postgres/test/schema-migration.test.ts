import { expect, it, onTestFinished, vi } from 'vitest'
import { describeOn } from '../../../tooling/servers/describe-on.js'
import { catalogue } from './catalogue.js'
import { openStore } from './open-store.js'
import { openWith } from './open-with.js'
import { referenceDevices } from './reference-schema.js'
import { shelfMigration } from './shelf-migration.js'
import { sqlAt } from './sql-at.js'
import { tempDatabase } from './temp-database.js'

const guid = '5a6b7c8d-0000-4000-8000-00000000000a'

await describeOn('postgres', 'a migration of the dialect', () => {
  it('is applied with the tables to an empty database, and recorded in order', async () => {
    const url = await tempDatabase()
    const store = openWith(url, [shelfMigration])
    await store.devices.insert({ guid, tenantId: '' })
    expect(await sqlAt(url, 'select shelf from dmt_shelves')).toEqual([{ shelf: 1 }])
    const names = await sqlAt(url, 'select name from dmt_migrations order by applied_at, name')
    expect(names.map(({ name }) => name)).toEqual(['0001-devices', '0009-devices-shelf'])
  })

  it('is not applied to a database that has the tables, and one warning names the command', async () => {
    const warn = vi.spyOn(process, 'emitWarning').mockImplementation(() => {})
    onTestFinished(() => warn.mockRestore())
    const url = await tempDatabase(...referenceDevices)
    const before = await catalogue(url)
    for (const store of [openWith(url, [shelfMigration]), openWith(url, [shelfMigration])]) await store.ping()
    expect(await catalogue(url)).toEqual(before)
    expect(warn.mock.calls).toEqual([
      [expect.stringMatching(/0009-devices-shelf.*npx dmt-providers migrate/), { code: 'DMT_SCHEMA_PLAIN' }],
    ])
  })

  it('of a later release is refused by name', async () => {
    const url = await tempDatabase()
    await openWith(url, [shelfMigration]).ping()
    await expect(openStore({ url }).ping()).rejects.toMatchObject({
      code: 'unsupported',
      message: expect.stringContaining('0009-devices-shelf'),
    })
  })
})
