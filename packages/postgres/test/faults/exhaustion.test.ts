import pg from 'pg'
import { describe, expect, it, onTestFinished } from 'vitest'
import { describeOn } from '../../../../tooling/servers/describe-on.js'
import { ownServer } from '../../../../tooling/servers/own-server.js'
import { holder, ofStores } from '../holder.js'
import { openStore } from '../open-store.js'
import { sqlAt } from '../sql-at.js'
import { roleOf, tempDatabase } from '../temp-database.js'

const guid = '5a6b7c8d-0000-4000-8000-00000000000a'
const device = { guid, tenantId: '' }

await describeOn('postgres', 'a pool without a free connection', () => {
  it('tells each call so with its numbers, never counts as a server that is away, and goes on', async () => {
    const url = await tempDatabase()
    const store = openStore({ url, poolMax: 2, connectTimeoutMs: 300, retries: 0 })
    await store.devices.insert(device)
    const other = await holder(url, `update devices set hostname = 'held'`)
    const held = [store.devices.update(device), store.devices.update(device)]
    while ((await sqlAt(url, `select ${ofStores} and wait_event_type = 'Lock'`)).length < 2);
    const calls = await Promise.allSettled(Array.from({ length: 20 }, () => store.devices.count('')))
    for (const call of calls) {
      expect(call).toMatchObject({ status: 'rejected', reason: { code: 'limit-exceeded', retryable: true } })
    }
    expect(calls[0]).toMatchObject({
      reason: {
        message: expect.stringMatching(
          /within 300 ms: 2 of at most 2 are in use, and 19 more calls wait; this one did since \d{4}-\d\d-\d\dT[\d:.]+Z/,
        ),
      },
    })
    await other.letGo()
    expect(await Promise.all(held)).toMatchObject([device, device])
    expect(await store.devices.count('')).toBe(1)
  })

  it('tells why no further connection can be made, when that is the cause', async () => {
    const url = await tempDatabase()
    await openStore({ url }).ping()
    const grant = 'grant select, insert, update, delete on all tables in schema public to role'
    const role = await roleOf(url, grant, 'alter user role connection limit 1')
    const store = openStore({ url: role.url, poolMax: 4, connectTimeoutMs: 300, retries: 0 })
    await store.devices.insert(device)
    const other = await holder(url, `update devices set hostname = 'held'`)
    const update = store.devices.update(device)
    await other.reached()
    const calls = await Promise.allSettled(Array.from({ length: 8 }, () => store.devices.count('')))
    for (const call of calls) {
      expect(call).toMatchObject({ status: 'rejected', reason: { code: 'limit-exceeded', nativeCode: '53300' } })
    }
    await other.letGo()
    expect(await update).toMatchObject(device)
    expect(await store.devices.count('')).toBe(1)
  })
})

describe('a server without room for a connection', () => {
  const own = ownServer('postgres')

  /** Takes connections until the server gives no more. */
  async function fill(url: string): Promise<pg.Client[]> {
    const clients: pg.Client[] = []
    for (;;) {
      const client = new pg.Client({ connectionString: url })
      client.on('error', () => {})
      try {
        await client.connect()
      } catch (error) {
        expect(error).toMatchObject({ code: '53300' })
        return clients
      }
      clients.push(client)
      onTestFinished(() => client.end())
    }
  }

  it('is told as limit-exceeded, and used as soon as it has room', async ({ skip }) => {
    const { url } = own() ?? skip('no PostgreSQL server')
    const clients = await fill(url)
    const store = openStore({ url })
    const calls = await Promise.allSettled(Array.from({ length: 64 }, () => store.devices.count('')))
    for (const call of calls) {
      expect(call).toMatchObject({
        status: 'rejected',
        reason: { code: 'limit-exceeded', retryable: true, nativeCode: '53300' },
      })
    }
    await Promise.all(clients.map((client) => client.end()))
    expect(await store.devices.count('')).toBe(0)
  })
})
