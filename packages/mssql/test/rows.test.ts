import type { StorageStore } from '@dmt-providers/core'
import { expect, it } from 'vitest'
import { describeOn } from '../../../tooling/servers/describe-on.js'
import { mssqlAt } from '../../../tooling/servers/mssql/mssql-at.js'
import { itUnless } from './engine-gaps.js'
import { openStore } from './open-store.js'
import { tempDatabase } from './temp-database.js'

const config = { configName: 'CiraA', tenantId: '' }
const guid = '5a6b7c8d-0000-4000-8000-00000000000a'

async function storeInUse(): Promise<{ url: string; store: StorageStore }> {
  const url = await tempDatabase()
  const store = openStore({ url })
  await store.ping()
  return { url, store }
}

await describeOn('mssql', 'rows', ({ version: server }) => {
  it('have a version that never comes again, for rows of the same name neither', async () => {
    const { store } = await storeInUse()
    const seen: string[] = []
    for (let life = 0; life < 5; life++) {
      let { version } = await store.ciraConfigs.insert(config)
      seen.push(version)
      for (let update = 0; update < 5; update++) {
        version = (await store.ciraConfigs.update(config, version)).version
        seen.push(version)
      }
      await store.ciraConfigs.delete('CIRAA', '')
    }
    expect(new Set(seen).size).toBe(30)
    expect(seen.filter((version) => !/^[1-9]\d*$/.test(version) || !Number.isSafeInteger(Number(version)))).toEqual([])
  })

  it('have another version when somebody else writes them', async () => {
    const { url, store } = await storeInUse()
    const { version } = await store.ciraConfigs.insert(config)
    await mssqlAt(url, `update ciraconfigs set common_name = 'other'`)
    const [other] = await store.ciraConfigs.list({}, '')
    expect(other?.version).not.toBe(version)
    await expect(store.ciraConfigs.update(config, version)).rejects.toMatchObject({ code: 'stale-version' })
    expect(await store.ciraConfigs.update(config, other?.version ?? '')).toMatchObject(config)
  })

  it('are found by names that somebody else wrote, in any case', async () => {
    const { url, store } = await storeInUse()
    await mssqlAt(url, `insert into ciraconfigs (cira_config_name, tenant_id) values (N'ÉCOLE 😀', '')`)
    expect(await store.ciraConfigs.get('école 😀', '')).toMatchObject({ configName: 'ÉCOLE 😀' })
  })

  it('of tenants that differ in spaces at the end are kept apart, of the same name too', async () => {
    const { store } = await storeInUse()
    for (const tenantId of ['a', 'a '])
      await store.ciraConfigs.insert({ ...config, tenantId, commonName: `of ${tenantId}` })
    expect(await store.ciraConfigs.get('ciraa', 'a ')).toMatchObject({ tenantId: 'a ', commonName: 'of a ' })
    expect(await store.ciraConfigs.delete('ciraa', 'a')).toBe(true)
    expect(await store.ciraConfigs.count('a ')).toBe(1)
    await store.devices.insert({ guid, tenantId: 'a ', hostname: 'h ', friendlyName: 'H' })
    expect(await store.devices.count('a')).toBe(0)
    expect(await store.devices.findByHostname('h', 'a ')).toEqual([])
    expect(await store.devices.findByFriendlyName('h', 'a ')).toEqual([])
    expect(await store.devices.findByHostname('h ', 'a ')).toMatchObject([{ guid }])
  })

  it('are listed in the order that citext has in the locale C', async () => {
    const { store } = await storeInUse()
    const names = ['É', 'CiraA', 'B2', 'b', 'a1', 'A', '_x', '-y', 'é2', 'Z', '[', '~', '\uffee']
    for (const configName of names) await store.ciraConfigs.insert({ configName, tenantId: '' })
    const listed = (await store.ciraConfigs.list({ limit: 100 }, '')).map(({ configName }) => configName)
    expect(listed).toEqual(['-y', '[', '_x', 'A', 'a1', 'b', 'B2', 'CiraA', 'Z', '~', 'É', 'é2', '\uffee'])
  })

  it('hold instants with milliseconds, in UTC whatever zone server and process have', async () => {
    const { url, store } = await storeInUse()
    const lastSeen = new Date('2026-03-29T01:30:00.123Z')
    await store.devices.insert({ guid, tenantId: '' })
    expect((await store.devices.update({ guid, tenantId: '', lastSeen })).lastSeen).toEqual(lastSeen)
    expect(await mssqlAt(url, 'select lastseen as stored from devices')).toEqual([{ stored: lastSeen }])
  })

  it('keep the order of the keys of JSON, and numbers as they are', async () => {
    const { url, store } = await storeInUse()
    const text = '{"z":1,"a":{"y":2.5,"b":[1e21,-0.5]},"10":"x","é":null}'
    const deviceInfo = JSON.parse(text)
    await store.devices.insert({ guid, tenantId: '', deviceInfo })
    expect(JSON.stringify((await store.devices.get(guid))?.deviceInfo)).toBe(JSON.stringify(deviceInfo))
    expect(await mssqlAt(url, 'select deviceinfo as stored from devices')).toEqual([
      { stored: JSON.stringify(deviceInfo) },
    ])
  })

  itUnless(server, 'its openjson sorts the keys of JSON')('keep that order when many are inserted', async () => {
    const { url, store } = await storeInUse()
    const deviceInfo = { z: 1, a: { y: 2.5, b: [1e21, 'a"b\\'] } }
    await store.devices.insertMany([{ guid, tenantId: '', deviceInfo }])
    expect(await mssqlAt(url, 'select deviceinfo as stored from devices')).toEqual([
      { stored: JSON.stringify(deviceInfo) },
    ])
  })

  it('that do not fit are refused by the server', async () => {
    const { store } = await storeInUse()
    await expect(store.ciraConfigs.insert({ ...config, configName: 'n'.repeat(600) })).rejects.toMatchObject({
      code: 'invalid-argument',
    })
    expect(await store.ciraConfigs.count('')).toBe(0)
    const longest = '😀'.repeat(256)
    expect(await store.ciraConfigs.insert({ ...config, configName: longest })).toMatchObject({ configName: longest })
    expect(await store.ciraConfigs.get(longest, '')).toMatchObject({ configName: longest })
  })
})
