import { setTimeout as pause } from 'node:timers/promises'
import { FaultProxy } from '@dmt-providers/conformance'
import { beforeAll, expect, it, onTestFinished } from 'vitest'
import { administrator, consulToken } from '../../../tooling/servers/consul/consul-at.js'
import { type OwnConsul, startConsul } from '../../../tooling/servers/consul/start-consul.js'
import { describeOwn } from '../../../tooling/servers/describe-own.js'
import { isMissing } from '../../../tooling/servers/server.js'
import { type ConsulOptions, createConsul } from '../src/index.js'

/** Connections that a store opens at most, of the 200 that Consul takes from one address unless it is told otherwise. */
const connections = 41

const places = Array.from({ length: 1_000 }, (_, place) => `many/${String(place).padStart(4, '0')}/`)

await describeOwn('own-consul', 'Consul with many watches', () => {
  let server: OwnConsul

  beforeAll(async () => {
    const started = await startConsul()
    if (isMissing(started)) throw new Error(started.missing)
    server = started
    return () => server.stop()
  })

  const open = (options: Partial<ConsulOptions> = {}) => {
    const { host } = new URL(server.url)
    const store = createConsul({ endpoints: host, token: administrator(server.url).token, prefix: 'dmt/', ...options })
    onTestFinished(() => store.close())
    return store
  }

  /** A store behind a proxy that counts, with watches that have answered once. */
  const watched = async (prefixes: readonly string[], signals: readonly AbortSignal[] = []) => {
    const proxy = await FaultProxy.start({ host: '127.0.0.1', port: Number(new URL(server.url).port) })
    const store = open({ endpoints: `127.0.0.1:${proxy.port}` })
    onTestFinished(async () => {
      await store.close()
      await proxy.close()
    })
    const watches = prefixes.map((prefix, place) => store.watch(prefix, signals[place]))
    expect(await Promise.all(watches.map((watch) => watch.next()))).toEqual(
      watches.map(() => ({ done: false, value: [] })),
    )
    return { store, proxy, watches }
  }

  it('serves 1,000 prefixes of one store, each its own changes, on a few connections', {
    timeout: 120_000,
  }, async () => {
    const writer = open()
    const { store, proxy, watches } = await watched(places)
    const waiting = watches.map((watch) => watch.next())
    const began = performance.now()
    await store.get('many/none')
    const call = performance.now() - began
    for (const place of [999, 0, 500]) {
      await writer.put(`${places[place]}a`, String(place))
      expect(await waiting[place]).toMatchObject({ value: [{ key: `${places[place]}a`, value: String(place) }] })
      waiting[place] = watches[place]?.next() ?? Promise.reject()
    }
    await Promise.all(places.map((prefix) => writer.put(`${prefix}b`, prefix)))
    const seen = await Promise.all(waiting)
    for (const [place, prefix] of places.entries())
      expect(seen[place]?.value?.at(-1)).toMatchObject({ key: `${prefix}b`, value: prefix })
    const all = Math.round(performance.now() - began)
    expect(proxy.open).toBeLessThanOrEqual(connections)
    console.log(`1,000 watches: ${proxy.open} connections, a call ${call.toFixed(1)} ms, 1,000 changes in ${all} ms`)
  })

  it('serves 1,000 watches of one prefix', async () => {
    const { proxy, watches } = await watched(places.map(() => 'one/'))
    const waiting = watches.map((watch) => watch.next())
    await open().put('one/a', 'newest')
    for (const { value } of await Promise.all(waiting)) expect(value).toMatchObject([{ value: 'newest' }])
    expect(proxy.open).toBeLessThanOrEqual(3)
  })

  it('goes on with the watches that are left, when others end, and when connections break', async () => {
    const ends = Array.from({ length: 40 }, () => new AbortController())
    const { proxy, watches } = await watched(
      ends.map((_, place) => `left/${place}/`),
      ends.map(({ signal }) => signal),
    )
    const waiting = watches.map((watch) => watch.next())
    for (const place of [3, 35]) {
      ends[place]?.abort()
      expect(await waiting[place]).toMatchObject({ done: true })
    }
    proxy.dropConnections()
    for (const place of [0, 10, 30, 39]) {
      await open().put(`left/${place}/a`, String(place))
      expect(await waiting[place]).toMatchObject({ value: [{ value: String(place) }] })
    }
  })

  it('comes back with pauses, and not once for each prefix, while every connection breaks', async () => {
    const { proxy, watches } = await watched(Array.from({ length: 200 }, (_, place) => `broken/${place}/`))
    const waiting = watches.map((watch) => watch.next())
    proxy.cutMidReply(0)
    proxy.dropConnections()
    const before = proxy.connections
    await pause(2_000)
    const attempts = proxy.connections - before
    // Of 24 queries some eight attempts each, and as many of the one that the others share.
    expect(attempts).toBeGreaterThan(24)
    expect(attempts).toBeLessThan(300)
    await open().put('broken/199/a', 'newest')
    await proxy.recover()
    expect(await waiting[199]).toMatchObject({ value: [{ value: 'newest' }] })
  })

  it('refuses those beyond the first that share what their token may not read, and no others', async () => {
    const rules = Array.from({ length: 30 }, (_, place) => `key_prefix "dmt/own/${place}/" { policy = "read" }`)
    const { token } = await consulToken(server.url, rules.join('\n'))
    await open().put('own/hidden/a', '')
    const store = open({ token })
    const watches = Array.from({ length: 30 }, (_, place) => store.watch(`own/${place}/`))
    const answers = await Promise.allSettled(watches.map((watch) => watch.next()))
    for (const [place, { status }] of answers.entries()) if (place < 24) expect(status).toBe('fulfilled')
    for (const one of answers.slice(25))
      expect(one).toMatchObject({ status: 'rejected', reason: { code: 'permission-denied' } })
    const waiting = watches[0]?.next()
    await open().put('own/0/a', 'newest')
    expect(await waiting).toMatchObject({ value: [{ value: 'newest' }] })
  })
})
