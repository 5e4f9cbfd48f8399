import { expect, it } from 'vitest'
import { urlWith } from '../../../../tooling/fixtures/url-with.js'
import { describeOn } from '../../../../tooling/servers/describe-on.js'
import { openStore } from '../open-store.js'
import { sqlAt } from '../sql-at.js'
import { roleOf, tempDatabase } from '../temp-database.js'
import { insertFleet } from './fleet.js'
import { scaleProblems } from './scale-problems.js'

const guid = '5a6b7c8d-0000-4000-8000-00000000000a'
const other = '5a6b7c8d-0000-4000-8000-00000000000b'

/** A database with the side tables, and a store over it. */
async function scaledDatabase() {
  const url = await tempDatabase()
  const store = openStore({ url, tables: ['devices'] })
  await store.ping()
  return { url, store }
}

await describeOn('postgres', 'the side tables', () => {
  it('follow whatever another program writes to devices', async () => {
    const { url, store } = await scaledDatabase()
    const writes = [
      insertFleet,
      `update devices set mpsinstance = 'mps-9', connectionstatus = true where hostname = 'host-3'`,
      `update devices set tags = tags || '{new,new,null}' where tenantid = 'north'`,
      `update devices set tags = null where hostname = 'host-4'`,
      `update devices set tags = array[['nested', 'tags'], ['in', 'pairs']] where hostname = 'host-5'`,
      `update devices set tenantid = 'moved', guid = md5(guid::text)::uuid where hostname = 'host-6'`,
      `update devices set mpsinstance = null, connectionstatus = false where mpsinstance = 'mps-1'`,
      `update devices set mpsinstance = repeat('m', 5000) where hostname = 'host-8'`,
      `delete from devices where friendlyname = 'name-9'`,
      `insert into devices (guid, tenantid, tags) values ('${guid}', 'east', '{a,b,a}')
         on conflict (guid) do update set tags = '{c}'`,
    ]
    for (const write of writes) {
      await sqlAt(url, write)
      expect(await scaleProblems(url), write).toEqual([])
    }
    expect(await store.devices.count('moved')).toBe(
      Number((await sqlAt(url, `select count(*) from devices where tenantid = 'moved'`))[0]?.count),
    )
    expect(await store.devices.findByTags(['nested', 'pairs'], 'all', {}, '')).not.toEqual([])
  })

  it('are empty once devices is', async () => {
    const { url, store } = await scaledDatabase()
    await sqlAt(url, insertFleet, 'truncate devices')
    expect(await scaleProblems(url)).toEqual([])
    expect([await store.devices.count(''), await store.devices.listTags('')]).toEqual([0, []])
  })

  it('keep nothing of a transaction that is rolled back', async () => {
    const { url, store } = await scaledDatabase()
    await sqlAt(url, 'begin', insertFleet, 'rollback')
    expect(await scaleProblems(url)).toEqual([])
    expect(await store.devices.count('')).toBe(0)
  })

  it('are right after many writers of the same devices at once, none of which failed', async () => {
    const { url, store } = await scaledDatabase()
    const guids = Array.from({ length: 12 }, (_, index) => `5a6b7c8d-0000-4000-8000-${String(index).padStart(12, '0')}`)
    const instances = ['mps-1', 'mps-2', undefined]
    const write = async (turn: number) => {
      const device = {
        guid: guids[turn % guids.length] ?? guid,
        tenantId: '',
        tags: ['a', `t${turn % 5}`],
        mpsInstance: instances[turn % 3],
        connectionStatus: turn % 3 !== 2,
      }
      if (turn % 17 === 0) return void (await store.devices.clearInstance('mps-1'))
      if (turn % 7 === 0) return void (await store.devices.delete(device.guid, ''))
      await store.devices.insert(device).catch(async (error: unknown) => {
        expect(error).toMatchObject({ code: 'conflict' })
        // Another writer may have removed it since.
        await store.devices.update(device).catch((gone: unknown) => expect(gone).toMatchObject({ code: 'not-found' }))
      })
    }
    await Promise.all(Array.from({ length: 600 }, (_, turn) => write(turn)))
    expect(await scaleProblems(url)).toEqual([])
  })

  it('need no rights of a role that may write devices and nothing else', async () => {
    const { url } = await scaledDatabase()
    const role = await roleOf(url, 'grant select, insert, update, delete on devices to role')
    await sqlAt(
      role.url,
      `insert into devices (guid, tenantid, tags, mpsinstance) values ('${guid}', '', '{a}', 'mps-1')`,
      `update devices set tags = '{b}', connectionstatus = true`,
      `insert into devices (guid, tenantid) values ('${other}', '')`,
      `delete from devices where guid = '${other}'`,
    )
    expect(await scaleProblems(url)).toEqual([])
  })

  it('are found beside devices in a schema of their own, whatever the writer’s search path', async () => {
    const url = await tempDatabase('create schema "Fleet"')
    const inFleet = urlWith(url, { search: '?options=-c%20search_path%3D%22Fleet%22%2Cpublic' })
    const store = openStore({ url: inFleet, tables: ['devices'] })
    await store.devices.insert({ guid, tenantId: '', tags: ['a'] })
    await sqlAt(url, `insert into "Fleet".devices (guid, tenantid, tags) values ('${other}', '', '{a}')`)
    expect(await store.devices.findByTags(['a'], 'all', {}, '')).toHaveLength(2)
    expect(await store.devices.count('')).toBe(2)
    expect(await scaleProblems(inFleet)).toEqual([])
  })
})
