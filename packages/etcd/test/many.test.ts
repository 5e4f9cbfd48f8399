import { FaultProxy } from '@dmt-providers/conformance'
import { describe, expect, it, onTestFinished } from 'vitest'
import { base64, etcdAt } from '../../../tooling/servers/etcd/etcd-at.js'
import { until } from '../../../tooling/servers/until.js'
import { onEveryEtcd } from './every-etcd.js'
import { ownEtcd } from './own-etcd.js'

/** More than etcd's client asks for at once, and not a multiple of that. */
const manyKeys = 10_500

/** Operations of one transaction, at most. */
const batch = 125

/** Writes many keys below `many/`, by as few requests as etcd lets one. */
async function writeMany(url: string): Promise<void> {
  for (let start = 0; start < manyKeys; start += batch) {
    const success = Array.from({ length: batch }, (_, at) => ({
      request_put: { key: base64(nameOf(start + at)), value: base64(String(start + at)) },
    }))
    await etcdAt(url, 'kv/txn', { success })
  }
}

const nameOf = (place: number) => `many/${String(place).padStart(6, '0')}`

/** Watches that etcd serves, by its own count. */
async function watchersAt(host: string): Promise<number> {
  const text = await (await fetch(`http://${host}/metrics`)).text()
  return Number(/^etcd_debugging_mvcc_watcher_total (\S+)/m.exec(text)?.[1])
}

await onEveryEtcd('etcd with much to tell', (find) => {
  it(`lists and watches ${manyKeys} keys`, { timeout: 60_000 }, async () => {
    const { url, open } = await ownEtcd(find)
    await writeMany(url)
    const store = open()
    const entries = await store.list('many/')
    expect(entries.map(({ key, value }) => [key, value])).toEqual(
      Array.from({ length: manyKeys }, (_, place) => [nameOf(place), String(place)]),
    )
    const watch = store.watch('many/')
    expect((await watch.next()).value).toHaveLength(manyKeys)
    await store.put(nameOf(manyKeys - 1), 'changed')
    expect((await watch.next()).value?.at(-1)).toMatchObject({ value: 'changed' })
    await watch.return()
  })

  it('lists values that together are more than gRPC moves at once by default', async () => {
    const { open } = await ownEtcd(find)
    const store = open()
    const value = 'x'.repeat(1_000_000)
    for (let place = 0; place < 12; place += 1) await store.put(`large/${place}`, value)
    expect((await store.list('large/')).map((entry) => entry.value.length)).toEqual(Array(12).fill(value.length))
  })

  it('lists what there was at one moment, whatever is written while it reads page after page', async () => {
    const { url, open } = await ownEtcd(find)
    await writeMany(url)
    const [store, writer] = [open(), open()]
    let [writing, rounds] = [true, 0]
    const pair = async () => {
      for (; writing; rounds += 1) {
        await writer.put(nameOf(0), `pair ${rounds}`)
        await writer.put(nameOf(manyKeys - 1), `pair ${rounds}`)
      }
    }
    const written = pair()
    for (let look = 0; look < 5; look += 1) {
      const entries = await store.list('many/')
      // The first of a pair is written before the last; before there are pairs both count as the one before the first.
      const [first = 0, last = 0] = [entries[0], entries.at(-1)].map((one) => Number(one?.value.split(' ')[1] ?? -1))
      expect([0, 1]).toContain(first - last)
    }
    writing = false
    await written
    expect(rounds).toBeGreaterThan(1)
  })

  it('refuses writes once its space is used up, and reads on', async () => {
    const { open } = await ownEtcd(find, ['--quota-backend-bytes', String(4 * 1_024 * 1_024)])
    const store = open()
    await store.put('a', 'kept')
    // etcd counts what it has written to its file, which takes place in turns of 100 ms.
    const fill = async () => {
      for (let place = 0; place < 500; place += 1) await store.put(`large/${place}`, 'x'.repeat(1_000_000))
    }
    await expect(fill()).rejects.toMatchObject({ code: 'limit-exceeded' })
    await expect(store.put('a', 'lost')).rejects.toMatchObject({ code: 'limit-exceeded' })
    expect(await store.get('a')).toMatchObject({ value: 'kept' })
    expect((await store.watch('a').next()).value).toMatchObject([{ value: 'kept' }])
  })

  describe('1,000 watches of one store', () => {
    it('of one place are one watch of etcd, and each of them answers every change', { timeout: 60_000 }, async () => {
      const { host, port, open } = await ownEtcd(find)
      const proxy = await FaultProxy.start({ host: '127.0.0.1', port })
      onTestFinished(() => proxy.close())
      const [store, writer] = [open({ endpoints: `127.0.0.1:${proxy.port}` }), open()]
      await writer.put('mps/config', '1')
      const watches = Array.from({ length: 1_000 }, () => store.watch('mps/'))
      const next = async () => await Promise.all(watches.map(async (one) => (await one.next()).value?.[0]?.value))
      expect(new Set(await next())).toEqual(new Set(['1']))
      expect(await watchersAt(host)).toBeLessThanOrEqual(2)
      const sent = proxy.bytesFromServer
      for (const value of ['2', '3']) {
        const changed = next()
        await writer.put('mps/config', value)
        expect(new Set(await changed)).toEqual(new Set([value]))
      }
      expect(proxy.bytesFromServer - sent).toBeLessThan(10_000)
      await Promise.all(watches.map(async (one) => await one.return()))
      await until('the end of the watch', 10_000, async () => ((await watchersAt(host)) === 0 ? true : undefined))
    })

    it('of as many places share the connections, and all come back after a fault', { timeout: 60_000 }, async () => {
      const { port, open } = await ownEtcd(find)
      const proxy = await FaultProxy.start({ host: '127.0.0.1', port })
      onTestFinished(() => proxy.close())
      const [store, writer] = [open({ endpoints: `127.0.0.1:${proxy.port}`, rescanMs: 3_600_000 }), open()]
      const watches = Array.from({ length: 1_000 }, (_, place) => store.watch(`${nameOf(place)}/`))
      const next = async () => await Promise.all(watches.map(async (one) => (await one.next()).value))
      expect((await next()).every((entries) => entries?.length === 0)).toBe(true)
      expect(proxy.open).toBeLessThanOrEqual(3)
      const changed = next()
      proxy.dropConnections()
      for (let start = 0; start < watches.length; start += 50) {
        const places = Array.from({ length: 50 }, (_, at) => start + at)
        await Promise.all(places.map(async (place) => await writer.put(`${nameOf(place)}/a`, String(place))))
      }
      expect((await changed).map((entries) => entries?.[0]?.value)).toEqual(watches.map((_, place) => String(place)))
      await Promise.all(watches.map(async (one) => await one.return()))
    })
  })
})
