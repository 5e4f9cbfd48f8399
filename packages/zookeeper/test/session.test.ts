import { randomUUID } from 'node:crypto'
import { FaultProxy } from '@dmt-providers/conformance'
import { ConfigStore, Environment } from '@dmt-providers/core'
import { tlsWords } from '@dmt-providers/tls'
import { expect, it, onTestFinished } from 'vitest'
import { describeOn } from '../../../tooling/servers/describe-on.js'
import { isMissing } from '../../../tooling/servers/server.js'
import { until } from '../../../tooling/servers/until.js'
import { startZookeeper } from '../../../tooling/servers/zookeeper/start-zookeeper.js'
import { findZookeeper } from '../../../tooling/servers/zookeeper/zookeeper-program.js'
import { ZookeeperDriver } from '../src/driver.js'
import { createZookeeper, zookeeperOptions } from '../src/index.js'
import { exists } from '../src/protocol/operations.js'
import { Connection } from '../src/session/connection.js'
import { openSocket } from '../src/session/open-socket.js'
import { ZookeeperSession } from '../src/session/zookeeper-session.js'

const sessionTimeoutMs = 3_000

await describeOn('zookeeper', 'a session', ({ url }) => {
  const { hostname: host, port } = new URL(url || 'zookeeper://host:1')
  const server = { host, port: Number(port) }

  const proxied = async () => {
    const proxy = await FaultProxy.start(server)
    onTestFinished(() => proxy.close())
    return proxy
  }

  const begin = (...at: readonly { readonly host: string; readonly port: number }[]) => {
    const endpoints = at.map((one) => `${one.host}:${one.port}`).join(',')
    const session = new ZookeeperSession(zookeeperOptions.parse({ endpoints, sessionTimeoutMs }, new Environment({})))
    onTestFinished(() => session.close())
    return session
  }

  /** Ends somebody's session on the server, as its expiry does, by taking it over first. */
  const expire = async ({ session }: Connection) => {
    const beginning = { session, credentials: undefined, words: tlsWords('zookeeper', 'ZooKeeper', '') }
    const thief = new Connection(await openSocket(server, undefined), beginning)
    await thief.ready
    await thief.close(1_000)
  }

  const lost = (connection: Connection) =>
    until('the end of a connection', 5_000, async () => (connection.isOver ? true : undefined))

  it('is taken up by the next connection, which asks for no server that is behind', async () => {
    const proxy = await proxied()
    const session = begin(proxy)
    const before = await session.connected()
    await before.request(exists('/', false))
    const { id, zxid } = before.session
    expect(zxid).toBeGreaterThan(0n)
    for (let round = 0; round < 3; round += 1) {
      const connection = await session.connected()
      proxy.dropConnections()
      await lost(connection)
      expect((await session.connected()).session).toMatchObject({ id })
    }
    expect((await session.connected()).session.zxid).toBeGreaterThanOrEqual(zxid)
  })

  it('is taken up on another server when one is away', async () => {
    const [one, other] = [await proxied(), await proxied()]
    const session = begin(one, other)
    const { id } = (await session.connected()).session
    const [used, free] = one.open > 0 ? [one, other] : [other, one]
    await used.refuse()
    await until('the other server', 5_000, async () =>
      (await session.connected()) && free.open > 0 ? true : undefined,
    )
    expect((await session.connected()).session.id).toBe(id)
  })

  it('that has expired is followed by a new one', async () => {
    const session = begin(server)
    const connection = await session.connected()
    await expire(connection)
    await lost(connection)
    const next = await session.connected()
    expect(next.session.id).not.toBe(connection.session.id)
    expect(await next.request(exists('/', false))).toMatchObject({ children: expect.any(Number) })
  })

  it('that has expired takes no watch with it', async () => {
    const session = begin(server)
    const store = new ConfigStore(new ZookeeperDriver(session, randomUUID(), 'anyone'))
    await store.put('a', '1')
    const watch = store.watch('')
    await watch.next()
    for (const value of ['2', '3']) {
      const waiting = watch.next()
      const connection = await session.connected()
      await expire(connection)
      await lost(connection)
      await store.put('a', value)
      expect(await waiting).toMatchObject({ value: [{ value }] })
    }
    await watch.return()
  })

  it('is ended by a close, so that the server keeps nothing of it', async () => {
    const session = begin(server)
    const { session: state } = await session.connected()
    await session.close()
    const beginning = { session: state, credentials: undefined, words: tlsWords('zookeeper', 'ZooKeeper', '') }
    const late = new Connection(await openSocket(server, undefined), beginning)
    await expect(late.ready).rejects.toMatchObject({ statusName: 'SESSION_EXPIRED' })
    await expect(session.connected()).rejects.toMatchObject({ code: 'closed' })
  })

  it('is one for many calls that begin together', async () => {
    const proxy = await proxied()
    const session = begin(proxy)
    await Promise.all(Array.from({ length: 100 }, async () => (await session.connected()).request(exists('/', false))))
    expect(proxy.connections).toBe(1)
  })

  it('refuses what would wait without end', async () => {
    const proxy = await proxied()
    const connection = await begin(proxy).connected()
    proxy.hang()
    const asked = Array.from({ length: 100_001 }, () => connection.request(exists('/', false)))
    const last = asked.pop()
    for (const one of asked) one.catch(() => undefined)
    await expect(last).rejects.toMatchObject({ code: 'limit-exceeded' })
    await lost(connection)
    await expect(Promise.all(asked)).rejects.toMatchObject({ code: 'unavailable' })
  })

  it('refuses what no server takes, and goes on', async () => {
    const connection = await begin(server).connected()
    const large = connection.request(exists(`/${'x'.repeat(1_100_000)}`, false))
    await expect(large).rejects.toMatchObject({ code: 'limit-exceeded' })
    expect(await connection.request(exists('/', false))).toMatchObject({ children: expect.any(Number) })
  })

  it('goes on with servers whose data is older, as after a restore', { timeout: 60_000 }, async () => {
    const servers = await Promise.all([startZookeeper(findZookeeper), startZookeeper(findZookeeper)])
    const [newer, older] = servers.map((one) => {
      if (isMissing(one)) throw new Error(one.missing)
      onTestFinished(() => one.stop())
      return one
    })
    const endpoints = [newer, older].map((one) => new URL(one?.url ?? '').host)
    const open = (at: string) => {
      const store = createZookeeper({ endpoints: at, sessionTimeoutMs: 1_000 })
      onTestFinished(() => store.close())
      return store
    }
    const behind = open(endpoints[1] ?? '')
    await behind.put('a', 'older')
    const ahead = open(endpoints[0] ?? '')
    for (let write = 0; write < 50; write += 1) await ahead.put('a', 'newer')
    await older?.kill()
    const store = open(endpoints.join())
    expect(await store.get('a')).toMatchObject({ value: 'newer' })
    await newer?.kill()
    await older?.restart()
    const found = await until('an answer', 20_000, async () => await store.get('a', { timeoutMs: 2_000 }))
    expect(found.value).toBe('older')
  })
})
