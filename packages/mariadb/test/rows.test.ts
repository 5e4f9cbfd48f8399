import type { StorageStore } from '@dmt-providers/core'
import { expect, it } from 'vitest'
import { describeOn } from '../../../tooling/servers/describe-on.js'
import { mariadbAt } from '../../../tooling/servers/mariadb/mariadb-at.js'
import { openStore } from './open-store.js'
import { tempDatabase } from './temp-database.js'

const config = { configName: 'CiraA', tenantId: '' }

async function storeInUse(): Promise<{ url: string; store: StorageStore }> {
  const url = await tempDatabase()
  const store = openStore({ url })
  await store.ping()
  return { url, store }
}

await describeOn('mariadb', 'rows', () => {
  it('have a version that never comes again, for rows of the same name neither', async () => {
    const { store } = await storeInUse()
    const seen: string[] = []
    for (let life = 0; life < 20; life++) {
      let { version } = await store.ciraConfigs.insert(config)
      seen.push(version)
      for (let update = 0; update < 5; update++) {
        version = (await store.ciraConfigs.update(config, version)).version
        seen.push(version)
      }
      await store.ciraConfigs.delete('CIRAA', '')
    }
    expect(new Set(seen).size).toBe(120)
    expect(seen.filter((version) => !/^[1-9]\d*$/.test(version) || !Number.isSafeInteger(Number(version)))).toEqual([])
    expect(seen.filter((version) => Number(version) < 1_000_000_000)).toEqual([])
  })

  it('have another version when the clock goes back, and when somebody else writes them', async () => {
    const { url, store } = await storeInUse()
    const { version } = await store.ciraConfigs.insert(config)
    await mariadbAt(url, `update ciraconfigs set row_version = row_version + interval 1 day`)
    const [ahead] = await store.ciraConfigs.list({}, '')
    const next = await store.ciraConfigs.update(config, ahead?.version ?? '')
    expect(Number(next.version)).toBe(Number(ahead?.version) + 1)
    await mariadbAt(url, `update ciraconfigs set common_name = 'other'`)
    const [other] = await store.ciraConfigs.list({}, '')
    expect([version, ahead?.version, next.version]).not.toContain(other?.version)
  })

  it('are listed in the order that citext has in the locale C', async () => {
    const { store } = await storeInUse()
    const names = ['É', 'CiraA', 'B2', 'b', 'a1', 'A', '_x', '-y', 'é2', 'Z', '[', '~', '𝒳', '\uffee']
    for (const configName of names) await store.ciraConfigs.insert({ configName, tenantId: '' })
    const listed = (await store.ciraConfigs.list({ limit: 100 }, '')).map(({ configName }) => configName)
    expect(listed).toEqual(['-y', '[', '_x', 'A', 'a1', 'b', 'B2', 'CiraA', 'Z', '~', 'É', 'é2', '\uffee', '𝒳'])
  })

  it('hold instants with milliseconds, in UTC whatever zone server and process have', async () => {
    const { url, store } = await storeInUse()
    const guid = '5a6b7c8d-0000-4000-8000-00000000000a'
    const lastSeen = new Date('2026-03-29T01:30:00.123Z')
    await store.devices.insert({ guid, tenantId: '' })
    expect((await store.devices.update({ guid, tenantId: '', lastSeen })).lastSeen).toEqual(lastSeen)
    expect(await mariadbAt(url, 'select cast(lastseen as char) as stored from devices')).toEqual([
      { stored: '2026-03-29 01:30:00.123' },
    ])
  })

  it('keep the order of the keys of JSON, and numbers as they are', async () => {
    const { url, store } = await storeInUse()
    const guid = '5a6b7c8d-0000-4000-8000-00000000000a'
    const text = '{"z":1,"a":{"y":2.5,"b":[1e21,-0.5]},"10":"x","é":null}'
    const deviceInfo = JSON.parse(text)
    await store.devices.insert({ guid, tenantId: '', deviceInfo })
    expect(JSON.stringify((await store.devices.get(guid))?.deviceInfo)).toBe(JSON.stringify(deviceInfo))
    expect(await mariadbAt(url, 'select deviceinfo as stored from devices')).toEqual([
      { stored: JSON.stringify(deviceInfo) },
    ])
  })

  it('that do not fit are refused by the server, though its own default would cut them', async () => {
    const { store } = await storeInUse()
    await expect(store.ciraConfigs.insert({ ...config, configName: 'n'.repeat(300) })).rejects.toMatchObject({
      code: 'invalid-argument',
    })
    expect(await store.ciraConfigs.count('')).toBe(0)
  })
})
