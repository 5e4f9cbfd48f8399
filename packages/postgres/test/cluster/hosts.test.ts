import { once } from 'node:events'
import { expect, it, onTestFinished } from 'vitest'
import { urlWith } from '../../../../tooling/fixtures/url-with.js'
import { describeOn } from '../../../../tooling/servers/describe-on.js'
import { holder } from '../holder.js'
import { openStore } from '../open-store.js'
import { sqlAt } from '../sql-at.js'
import { openPool, portIn, portOf } from './open-pool.js'
import { password, twoServers, urlOfHosts } from './two-servers.js'

/** Nothing listens there. */
const nowhere = '127.0.0.1:1'

const device = { guid: '5a6b7c8d-0000-4000-8000-0000000000c1', tenantId: '' }

await describeOn('postgres', 'a store of two servers', () => {
  const sides = twoServers()

  it('writes to the one that accepts writes, wherever it stands in the URL', async () => {
    const [one, two] = sides()
    await two.onlyReads(true)
    for (const hosts of [
      [one.host, two.host],
      [two.host, one.host],
    ])
      expect(await portOf({ url: urlOfHosts(hosts, one) })).toBe(portIn(one))
  })

  it('knows what a server is without asking it', async () => {
    const [one, two] = sides()
    await one.onlyReads(true)
    const pool = await openPool({ url: urlOfHosts([one.host, two.host], one) })
    const client = await pool.connect()
    expect(await two.lastStatements()).toEqual([''])
    client.release()
  })

  it.for([
    ['any', 0],
    ['read-write', 0],
    ['primary', 0],
    ['read-only', 1],
  ] as const)('uses for target_session_attrs=%s the host that libpq would', async ([target_session_attrs, place]) => {
    const [one, two] = sides()
    await two.onlyReads(true)
    const found = await portOf({ url: urlOfHosts([one.host, two.host], one), target_session_attrs })
    expect(found).toBe(portIn(sides()[place]))
  })

  it('prefers a standby to any, and takes any before none', async () => {
    const [one, two] = sides()
    const url = urlOfHosts([one.host, two.host], one)
    expect(await portOf({ url, target_session_attrs: 'prefer-standby' })).toBe(portIn(one))
    await expect(portOf({ url, target_session_attrs: 'standby' })).rejects.toMatchObject({ code: 'unavailable' })
  })

  it('spreads connections over both when asked to', async () => {
    const [one, two] = sides()
    const url = urlOfHosts([one.host, two.host], one, '?target_session_attrs=any&load_balance_hosts=random')
    const pool = await openPool({ url, poolMax: 40 })
    const clients = await Promise.all(Array.from({ length: 40 }, () => pool.connect()))
    expect(new Set(clients.map(({ port }) => port))).toEqual(new Set([portIn(one), portIn(two)]))
    for (const client of clients) client.release()
  })

  it('goes on to the next host when one is down, and remembers which was right', async () => {
    const [one, two] = sides()
    const [first, second] = [await one.proxy(), await two.proxy()]
    await first.refuse()
    const url = urlOfHosts([`127.0.0.1:${first.port}`, `127.0.0.1:${second.port}`], one)
    const store = openStore({ url, poolMax: 8 })
    await store.ping()
    await first.recover()
    await Promise.all(Array.from({ length: 32 }, () => store.devices.count('')))
    expect(first.connections).toBe(0)
    expect(second.connections).toBeGreaterThan(1)
  })

  it('gives a host that hangs no more than its share of the time', async () => {
    const [one, two] = sides()
    const first = await one.proxy()
    await first.hang()
    const url = urlOfHosts([`127.0.0.1:${first.port}`, two.host], one)
    const store = openStore({ url, connectTimeoutMs: 2_000 })
    const begun = performance.now()
    expect(await store.devices.count('')).toBe(0)
    expect(performance.now() - begun).toBeLessThan(1_500)
  })

  it('leaves a server that turned read-only with all its connections, and hides it from the call', async () => {
    const [one, two] = sides()
    const store = openStore({ url: urlOfHosts([one.host, two.host], one), poolMax: 4 })
    await Promise.all(Array.from({ length: 16 }, () => store.devices.count('')))
    expect((await one.lastStatements()).length).toBeGreaterThan(1)
    const warned = once(process, 'warning')
    await one.onlyReads(true)
    expect(await store.devices.insert(device)).toMatchObject(device)
    expect(await sqlAt(two.url, 'select guid from devices')).toEqual([{ guid: device.guid }])
    expect(String((await warned)[0])).toContain('is no longer read-write')
    while ((await one.lastStatements()).length > 0);
    await sqlAt(two.url, 'delete from devices')
  })

  it('hears from a server that it no longer accepts writes with the answer to whatever it asks', async () => {
    const [one, two] = sides()
    const store = openStore({ url: urlOfHosts([one.host, two.host], one), retries: 0 })
    await store.ping()
    await one.onlyReads(true)
    await store.devices.count('')
    while ((await one.lastStatements()).length > 0);
    expect(await store.devices.insert(device)).toMatchObject(device)
    await sqlAt(two.url, 'delete from devices')
  })

  it('gives up its connections to a server when another has taken over', async () => {
    const [one, two] = sides()
    const elsewhere = urlWith(one.url, { pathname: '/template1' })
    const pool = await openPool({ url: urlOfHosts([one.host, two.host], one) })
    const first = await pool.connect()
    await sqlAt(elsewhere, 'alter database postgres allow_connections false')
    onTestFinished(async () => void (await sqlAt(elsewhere, 'alter database postgres allow_connections true')))
    const second = await pool.connect()
    expect([first.port, second.port]).toEqual([portIn(one), portIn(two)])
    const ended = once(first, 'end')
    first.release()
    await ended
    second.release()
    expect(pool.totalCount).toBe(1)
  })

  it('lets a call under way come to its end on the server that is left, and drops its connection then', async () => {
    const [one, two] = sides()
    await sqlAt(one.url, `insert into devices (guid, tenantid) values ('${device.guid}', '')`)
    const store = openStore({ url: urlOfHosts([one.host, two.host], one) })
    const other = await holder(one.url, `update devices set hostname = 'held'`)
    const update = store.devices.update({ ...device, hostname: 'ours' })
    await other.reached()
    await one.onlyReads(true)
    await store.devices.insert(device)
    await other.letGo()
    expect(await update).toMatchObject({ hostname: 'ours' })
    while ((await one.lastStatements()).length > 0);
    for (const side of [one, two]) await sqlAt(side.url, 'begin read write', 'delete from devices', 'commit')
  })

  it('follows an only host that turns read-only and back, as a name does that leads to another server', async () => {
    const [one] = sides()
    const store = openStore({ url: one.url, retries: 0 })
    await store.ping()
    await one.onlyReads(true)
    const refused = { code: 'unavailable', nativeCode: '25006', retryable: true, notApplied: true }
    await expect(store.devices.insert(device)).rejects.toMatchObject(refused)
    while ((await one.lastStatements()).length > 0);
    await one.onlyReads(false)
    expect(await store.devices.insert(device)).toMatchObject(device)
    await sqlAt(one.url, 'delete from devices')
  })

  it('says of each host why it cannot be used, and nothing of the credentials', async () => {
    const [one, two] = sides()
    await one.onlyReads(true)
    const proxy = await two.proxy()
    await proxy.hang()
    const url = urlOfHosts([nowhere, one.host, `127.0.0.1:${proxy.port}`], one)
    const error: unknown = await openStore({ url, connectTimeoutMs: 900, retries: 0 })
      .ping()
      .catch((reason: unknown) => reason)
    expect(error).toMatchObject({ code: 'unavailable', retryable: true, notApplied: true })
    expect(String(error)).toContain(`${nowhere}: connect ECONNREFUSED`)
    expect(String(error)).toContain(`${one.host}: the server only reads`)
    expect(String(error)).toContain(`127.0.0.1:${proxy.port}: timeout expired`)
    expect(String(error)).not.toContain(password)
  })

  it('does not hide a wrong password behind several hosts', async () => {
    const [one, two] = sides()
    const url = urlOfHosts([one.host, two.host], one).replace(password, 'Wrong-Password-1')
    const refused = { code: 'unauthenticated', retryable: false }
    await expect(openStore({ url }).ping()).rejects.toMatchObject(refused)
  })
})
