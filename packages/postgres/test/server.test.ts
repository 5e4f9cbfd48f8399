import { once } from 'node:events'
import type { StorageStore } from '@dmt-providers/core'
import { expect, it } from 'vitest'
import { describeOn } from '../../../tooling/servers/describe-on.js'
import { holder, ofStores } from './holder.js'
import { openStore } from './open-store.js'
import { sqlAt } from './sql-at.js'
import { tempDatabase } from './temp-database.js'

const guid = '5a6b7c8d-0000-4000-8000-00000000000a'
const device = { guid, tenantId: '' }
const profile = {
  profileName: 'P',
  activation: 'acmactivate',
  generateRandomPassword: true,
  generateRandomMEBxPassword: true,
  tenantId: '',
}

/** A store that has made its tables, in a database of its own. */
async function storeInUse(options: object = {}): Promise<{ url: string; store: StorageStore }> {
  const url = await tempDatabase()
  const store = openStore({ url, ...options })
  await store.ping()
  return { url, store }
}

await describeOn('postgres', 'a store on a server', () => {
  it('survives that the server ends its idle connections, and writes with the next call', async () => {
    const { url, store } = await storeInUse()
    const warned = once(process, 'warning')
    await sqlAt(url, `select pg_terminate_backend(pid) ${ofStores}`)
    const [warning] = await warned
    expect(warning).toMatchObject({ code: 'DMT_CONNECTION_LOST' })
    expect(await store.devices.insert(device)).toMatchObject(device)
  })

  it('survives that the server ends a connection in use: that call is told, the next works', async () => {
    const { url, store } = await storeInUse()
    await store.devices.insert(device)
    const other = await holder(url, `update devices set hostname = 'held'`)
    const call = expect(store.devices.update(device)).rejects.toMatchObject({ code: 'unavailable', retryable: true })
    await other.reached()
    await sqlAt(url, `select pg_terminate_backend(pid) ${ofStores} and wait_event_type = 'Lock'`)
    await call
    await other.letGo()
    expect(await store.devices.update({ ...device, hostname: 'ours' })).toMatchObject({ hostname: 'ours' })
  })

  it('keeps its connection when the server refuses a write, alone or in a transaction', async () => {
    const { url, store } = await storeInUse({ poolMax: 1 })
    const pid = async () => (await sqlAt(url, `select pid ${ofStores}`)).map((row) => row.pid)
    const before = await pid()
    await store.profiles.insert(profile)
    await expect(store.profiles.insert(profile)).rejects.toMatchObject({ code: 'conflict' })
    await store.devices.insert(device)
    await expect(store.devices.insert(device)).rejects.toMatchObject({ code: 'conflict' })
    expect(before).toHaveLength(1)
    expect(await pid()).toEqual(before)
  })

  it('throws limit-exceeded when no connection of its pool gets free in time', async () => {
    const { url, store } = await storeInUse({ poolMax: 1, connectTimeoutMs: 200, retries: 0 })
    await store.devices.insert(device)
    const other = await holder(url, `update devices set hostname = 'held'`)
    const update = store.devices.update({ ...device, hostname: 'ours' })
    await other.reached()
    await expect(store.devices.count('')).rejects.toMatchObject({ code: 'limit-exceeded', retryable: true })
    await other.letGo()
    expect(await update).toMatchObject({ hostname: 'ours' })
    expect(await store.devices.count('')).toBe(1)
  })

  it('throws timeout when the server’s own limit for a statement passes, and the store stays usable', async () => {
    const { url, store } = await storeInUse({ statementTimeoutMs: 200 })
    await store.devices.insert(device)
    const other = await holder(url, `update devices set hostname = 'held'`)
    await expect(store.devices.update(device)).rejects.toMatchObject({ code: 'timeout', nativeCode: '57014' })
    await other.letGo()
    expect(await store.devices.update(device)).toMatchObject(device)
  })

  it('never commits a transaction whose deadline has passed', async () => {
    const { url, store } = await storeInUse()
    const row = `insert into profiles (profile_name, activation, generate_random_password, generate_random_mebx_password, tenant_id)`
    const other = await holder(url, `${row} values ('p', 'a', true, true, '')`)
    const call = store.profiles.insert(profile, { timeoutMs: 300 })
    const told = expect(call).rejects.toMatchObject({ code: 'timeout' })
    await other.reached()
    const [waiting] = await sqlAt(url, `select pid ${ofStores} and wait_event_type = 'Lock'`)
    await told
    await other.letGo()
    while ((await sqlAt(url, `select from pg_stat_activity where pid = ${waiting?.pid}`)).length > 0);
    expect(await store.profiles.count('')).toBe(0)
  })

  it('gives the connection of a call that was given up to the next', async () => {
    const { url, store } = await storeInUse({ poolMax: 1 })
    await store.devices.insert(device)
    const other = await holder(url, `update devices set hostname = 'held'`)
    await expect(store.devices.update(device, { timeoutMs: 300 })).rejects.toMatchObject({ code: 'timeout' })
    expect(await store.devices.count('')).toBe(1)
    await other.letGo()
  })

  it('answers the calls under way before it closes, and leaves no connection behind', async () => {
    const { url, store } = await storeInUse({ poolMax: 2 })
    const calls = Array.from({ length: 20 }, () => store.devices.count(''))
    await store.close()
    expect(await Promise.all(calls)).toEqual(Array(20).fill(0))
    await expect(store.devices.count('')).rejects.toMatchObject({ code: 'closed' })
    expect(await sqlAt(url, `select ${ofStores}`)).toEqual([])
  })

  it('ends a call that still waits when closing takes too long', async () => {
    const { url, store } = await storeInUse()
    await store.devices.insert(device)
    const other = await holder(url, `update devices set hostname = 'held'`)
    const call = expect(store.devices.update(device)).rejects.toMatchObject({ code: 'closed' })
    await other.reached()
    await store.close()
    await call
    await other.letGo()
  })

  it('opens no more connections than its pool may have', async () => {
    const { url, store } = await storeInUse({ poolMax: 3 })
    await Promise.all(Array.from({ length: 30 }, () => store.devices.count('')))
    expect((await sqlAt(url, `select ${ofStores}`)).length).toBeLessThanOrEqual(3)
  })

  it('says that TLS which the server lacks will not come by trying again', async () => {
    const url = await tempDatabase()
    const store = openStore({ url: `${url}?sslmode=verify-full` })
    await expect(store.ping()).rejects.toMatchObject({ code: 'unavailable', retryable: false })
  })

  it('names a file of certificates that does not open', async () => {
    const url = await tempDatabase()
    const store = openStore({ url: `${url}?sslmode=verify-full&sslrootcert=/no/such/file.pem` })
    await expect(store.ping()).rejects.toMatchObject({
      code: 'invalid-options',
      message: expect.stringContaining('/no/such/file.pem'),
    })
  })
})
