import { once } from 'node:events'
import type { StorageStore } from '@dmt-providers/core'
import { expect, it } from 'vitest'
import { describeOn } from '../../../tooling/servers/describe-on.js'
import { mariadbAt } from '../../../tooling/servers/mariadb/mariadb-at.js'
import { connectionsOf, holder } from './holder.js'
import { openStore } from './open-store.js'
import { tempDatabase, userOf } from './temp-database.js'

const guid = '5a6b7c8d-0000-4000-8000-00000000000a'
const device = { guid, tenantId: '' }
const profile = {
  profileName: 'P',
  activation: 'acmactivate',
  generateRandomPassword: true,
  generateRandomMEBxPassword: true,
  tenantId: '',
}
const held = `update devices set hostname = 'held'`

/** A store that has made its tables, in a database and with a user of its own. */
async function storeInUse(options: object = {}) {
  const url = await tempDatabase()
  const user = await userOf(url)
  const store: StorageStore = openStore({ url: user.url, ...options })
  await store.ping()
  return { url, store, connections: () => connectionsOf(url, user.name) }
}

/** Resolves once a user has no connection but these. */
async function left(connections: () => Promise<number[]>, expected: readonly number[]): Promise<void> {
  while ((await connections()).some((id) => !expected.includes(id)));
}

await describeOn('mariadb', 'a store on a server', () => {
  it('survives that the server ends its idle connections, and writes with the next call', async () => {
    const { url, store, connections } = await storeInUse()
    const warned = once(process, 'warning')
    for (const id of await connections()) await mariadbAt(url, `kill ${id}`)
    const [warning] = await warned
    expect(warning).toMatchObject({ code: 'DMT_CONNECTION_LOST' })
    expect(await store.devices.insert(device)).toMatchObject(device)
  })

  it('survives that the server ends a connection in use: that call is told, the next works', async () => {
    const { url, store, connections } = await storeInUse({ poolMax: 1 })
    await store.devices.insert({ ...device, mpsInstance: 'held' })
    const other = await holder(url, held)
    const call = expect(store.devices.clearInstance('held')).rejects.toMatchObject({ code: 'unavailable' })
    await other.reached()
    for (const id of await connections()) await mariadbAt(url, `kill ${id}`)
    await call
    await other.letGo()
    expect(await store.devices.update({ ...device, hostname: 'ours' })).toMatchObject({ hostname: 'ours' })
  })

  it('keeps its connection when the server refuses a write, alone or in a transaction', async () => {
    const { store, connections } = await storeInUse({ poolMax: 1 })
    const before = await connections()
    await store.profiles.insert(profile)
    await expect(store.profiles.insert(profile)).rejects.toMatchObject({ code: 'conflict', reason: 'duplicate' })
    await store.devices.insert(device)
    await expect(store.devices.insert(device)).rejects.toMatchObject({ code: 'conflict', reason: 'duplicate' })
    expect(before).toHaveLength(1)
    expect(await connections()).toEqual(before)
  })

  it('works without prepared statements too', async () => {
    const { store } = await storeInUse({ preparedStatements: false })
    const odd = { ...device, hostname: `a'b"c\\d\n?é𝒳`, tags: ["'; --", '%'], deviceInfo: { z: 1, a: '\\"' } }
    expect(await store.devices.insert(odd)).toMatchObject(odd)
    expect(await store.devices.findByHostname(odd.hostname, '')).toMatchObject([{ guid }])
    expect(await store.devices.findByTags(["'; --"], 'all', {}, '')).toMatchObject([{ guid }])
    expect(await store.devices.list({ offset: 9_999_999_999 }, '')).toEqual([])
  })

  it('throws limit-exceeded when no connection of its pool gets free in time', async () => {
    const { url, store } = await storeInUse({ poolMax: 1, connectTimeoutMs: 200, retries: 0 })
    await store.devices.insert(device)
    const other = await holder(url, held)
    const update = store.devices.update({ ...device, hostname: 'ours' })
    await other.reached()
    await expect(store.devices.count('')).rejects.toMatchObject({
      code: 'limit-exceeded',
      retryable: true,
      message: expect.stringContaining('1 of at most 1 are in use'),
    })
    await other.letGo()
    expect(await update).toMatchObject({ hostname: 'ours' })
    expect(await store.devices.count('')).toBe(1)
  })

  it('throws timeout when the server’s own limit for a statement passes, and the store stays usable', async () => {
    const { url, store } = await storeInUse({ statementTimeoutMs: 300 })
    await store.devices.insert(device)
    const other = await holder(url, held)
    await expect(store.devices.update(device)).rejects.toMatchObject({ code: 'timeout', nativeCode: '1969' })
    await other.letGo()
    expect(await store.devices.update(device)).toMatchObject(device)
  })

  it('never commits a transaction whose deadline has passed', async () => {
    const { url, store, connections } = await storeInUse()
    await store.profiles.insert(profile)
    const before = await connections()
    const other = await holder(url, `update profiles set activation = 'held'`)
    const call = store.profiles.delete('P', '', { timeoutMs: 300 })
    const told = expect(call).rejects.toMatchObject({ code: 'timeout' })
    await other.reached()
    await told
    // The rows are still held: the connection can have ended only because it was killed.
    await left(connections, before.slice(1))
    await other.letGo()
    expect(await store.profiles.count('')).toBe(1)
  })

  it('has the server end a statement that its caller aborts', async () => {
    const { url, store, connections } = await storeInUse({ poolMax: 1 })
    await store.devices.insert({ ...device, mpsInstance: 'held' })
    const other = await holder(url, held)
    const controller = new AbortController()
    const call = store.devices.clearInstance('held', { signal: controller.signal })
    const told = expect(call).rejects.toMatchObject({ code: 'aborted' })
    await other.reached()
    controller.abort()
    await told
    await left(connections, [])
    await other.letGo()
    expect(await store.devices.get(guid)).toMatchObject({ hostname: null })
  })

  it('gives the connection of a call that was given up to the next', async () => {
    const { url, store } = await storeInUse({ poolMax: 1 })
    await store.devices.insert(device)
    const other = await holder(url, held)
    await expect(store.devices.update(device, { timeoutMs: 300 })).rejects.toMatchObject({ code: 'timeout' })
    expect(await store.devices.count('')).toBe(1)
    await other.letGo()
  })

  it('answers the calls under way before it closes, and leaves no connection behind', async () => {
    const { store, connections } = await storeInUse({ poolMax: 2 })
    const calls = Array.from({ length: 20 }, () => store.devices.count(''))
    await store.close()
    expect(await Promise.all(calls)).toEqual(Array(20).fill(0))
    await expect(store.devices.count('')).rejects.toMatchObject({ code: 'closed' })
    await left(connections, [])
  })

  it('ends a call that still waits when closing takes too long', async () => {
    const { url, store } = await storeInUse()
    await store.devices.insert(device)
    const other = await holder(url, held)
    const call = expect(store.devices.update(device)).rejects.toMatchObject({ code: 'closed' })
    await other.reached()
    await store.close()
    await call
    await other.letGo()
  })

  it('opens no more connections than its pool may have, closes idle ones and replaces old ones', async () => {
    const { store, connections } = await storeInUse({ poolMax: 3, idleTimeoutMs: 300, maxLifetimeMs: 86_400_000 })
    await Promise.all(Array.from({ length: 30 }, () => store.devices.count('')))
    expect((await connections()).length).toBeLessThanOrEqual(3)
    await left(connections, [])
    const short = await storeInUse({ poolMax: 1, maxLifetimeMs: 1 })
    const [first] = await short.connections()
    await short.store.devices.count('')
    await short.store.devices.count('')
    await left(short.connections, (await short.connections()).slice(-1))
    expect(await short.connections()).not.toContain(first)
  })

  it('retries deadlocks, and loses and doubles nothing by it', async () => {
    const { url, store } = await storeInUse({ poolMax: 8, retries: 20 })
    await mariadbAt(url, 'create table seen (deadlocks int)')
    const names = ['one', 'two', 'three', 'four']
    for (const profileName of names) await store.wirelessProfiles.insert({ profileName, tenantId: '' })
    const priorities = names.map((profileName, priority) => ({ profileName, priority: priority + 1 }))
    for (let round = 0; round < 10; round++) {
      await Promise.all(
        Array.from({ length: 8 }, async (_, index) => {
          const links = index % 2 === 0 ? priorities : [...priorities].reverse()
          const profileName = `p${round}-${index}`
          await store.profiles.insert({ ...profile, profileName, wifiConfigs: links })
          await store.profiles.delete(profileName, '')
        }),
      )
    }
    expect(await store.profiles.count('')).toBe(0)
  })

  it('takes a deadlock for one: nothing took effect, and trying again helps', async () => {
    const { url, store } = await storeInUse({ retries: 0 })
    const second = '5a6b7c8d-0000-4000-8000-00000000000b'
    await store.devices.insert({ ...device, mpsInstance: 'x' })
    await store.devices.insert({ guid: second, tenantId: '', mpsInstance: 'x' })
    // The other transaction has changed more, so that the server chooses ours.
    const other = await holder(
      url,
      'create temporary table ballast (id int)',
      'insert into ballast select seq from seq_1_to_1000',
      `update devices set hostname = 'held' where guid = '${second}'`,
    )
    const call = store.devices.clearInstance('x')
    const told = expect(call).rejects.toMatchObject({ code: 'unavailable', nativeCode: '1213', notApplied: true })
    await other.reached()
    await other.send(`update devices set hostname = 'held' where guid = '${guid}'`)
    await told
    await other.letGo()
    expect(await store.devices.clearInstance('x')).toBe(2)
  })

  it('says which scheme is that of the server', async () => {
    const url = (await tempDatabase()).replace('mariadb:', 'mysql:')
    await expect(openStore({ url }).ping()).rejects.toMatchObject({
      code: 'unsupported',
      message: expect.stringContaining('write mariadb:// in place of mysql://'),
    })
  })

  it('says that TLS which the server lacks will not come by trying again, and does without where it may', async () => {
    const url = await tempDatabase()
    await expect(openStore({ url: `${url}?sslmode=verify-full` }).ping()).rejects.toMatchObject({
      code: 'unavailable',
      retryable: false,
      message: expect.stringContaining('sslmode: the server offers no TLS'),
    })
    await openStore({ url: `${url}?sslmode=prefer` }).ping()
  })

  it('names the true cause when it gets no connection', async () => {
    const url = new URL(await tempDatabase())
    url.password = 'Wrong-1'
    const store = openStore({ url: url.href, poolMax: 2, connectTimeoutMs: 2_000 })
    const calls = Array.from({ length: 20 }, () =>
      expect(store.devices.count('')).rejects.toMatchObject({ code: 'unauthenticated', nativeCode: '1045' }),
    )
    await Promise.all(calls)
    url.port = '1'
    const refused = openStore({ url: url.href, retries: 0 })
    await expect(refused.ping()).rejects.toMatchObject({ code: 'unavailable', nativeCode: 'ECONNREFUSED' })
  })

  it('asks a function for the password of each connection', async () => {
    const plain = new URL(await tempDatabase())
    const { password } = plain
    plain.password = ''
    let asked = 0
    const store = openStore({ url: plain.href, password: () => (asked++ === 0 ? 'Stale-1' : password), poolMax: 1 })
    await expect(store.ping()).rejects.toMatchObject({ code: 'unauthenticated' })
    await store.ping()
    expect(asked).toBe(2)
  })
})
