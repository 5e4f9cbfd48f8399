import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, it, onTestFinished } from 'vitest'
import { describeOwn } from '../../../tooling/servers/describe-own.js'
import { isMissing } from '../../../tooling/servers/server.js'
import { until } from '../../../tooling/servers/until.js'
import { startZookeeper } from '../../../tooling/servers/zookeeper/start-zookeeper.js'
import { zookeeperAt } from '../../../tooling/servers/zookeeper/zookeeper-at.js'
import { findZookeeper } from '../../../tooling/servers/zookeeper/zookeeper-program.js'
import { createZookeeper } from '../src/index.js'

const patience = { timeout: 120_000 }

/** A server that nobody else asks anything, with a store for watches and one that writes. */
async function start() {
  const server = await startZookeeper(findZookeeper)
  if (isMissing(server)) throw new Error(server.missing)
  onTestFinished(() => server.stop())
  const { host, port } = new URL(server.url)
  const open = () => {
    // Signs of life are far apart, so that what is counted is what a change costs.
    const store = createZookeeper({ endpoints: host, sessionTimeoutMs: 10_000 })
    onTestFinished(() => store.close())
    return store
  }
  /** Packets that the server has got so far. */
  const packets = async () => Number(/zk_packets_received\s(\d+)/.exec(await zookeeperAt(Number(port), 'mntr'))?.[1])
  /** Resolves with their number once there come no more, as everybody listens. */
  const quiet = async () => {
    let last = 0
    return await until('quiet', 20_000, async () => {
      const before = last
      last = await packets()
      // The question is one itself.
      return last - before <= 1 ? last : undefined
    })
  }
  return { watching: open(), writing: open(), packets, quiet }
}

function heap(): number {
  setFlagsFromString('--expose-gc')
  runInNewContext('gc')()
  return process.memoryUsage().heapUsed
}

await describeOwn('zookeeper-cluster', 'many watches', () => {
  it('of one prefix read a change once for all of them', patience, async () => {
    const { watching, writing, packets, quiet } = await start()
    await writing.put('mps/config', '0')
    const watches = Array.from({ length: 1_200 }, () => watching.watch('mps/'))
    await Promise.all(watches.map((watch) => watch.next()))
    const waiting = watches.map((watch) => watch.next())
    const before = await quiet()
    await writing.put('mps/config', '1')
    expect((await Promise.all(waiting)).every(({ value }) => value?.[0]?.value === '1')).toBe(true)
    // The write, the read, and the question itself; a look and a sign of life may fall into that time.
    expect((await packets()) - before).toBeLessThanOrEqual(8)
    await watching.close()
  })

  it('of 1,200 prefixes each hear of their own change alone', patience, async () => {
    const { watching, writing, packets, quiet } = await start()
    const names = Array.from({ length: 1_200 }, (_, at) => `service-${at}/config`)
    for (const name of names) await writing.put(name, '0')
    const watches = names.map((name) => watching.watch(name))
    await Promise.all(watches.map((watch) => watch.next()))
    const waiting = watches.map((watch) => watch.next())
    const before = await quiet()
    await writing.put(names[7] ?? '', '1')
    expect(await waiting[7]).toMatchObject({ value: [{ value: '1' }] })
    expect((await packets()) - before).toBeLessThanOrEqual(80)
    await Promise.all(names.map((name) => writing.put(name, '2')))
    const others = await Promise.all(waiting.filter((_, at) => at !== 7))
    expect(others.every(({ value }) => value?.[0]?.value === '2')).toBe(true)
    await watching.close()
  })

  it('over 1,000 nodes read the one that has changed', patience, async () => {
    const { watching, writing, packets, quiet } = await start()
    const names = Array.from({ length: 1_000 }, (_, at) => `mps/key-${at}`)
    await Promise.all(names.map((name) => writing.put(name, '0')))
    const watch = watching.watch('mps/')
    expect((await watch.next()).value).toHaveLength(1_000)
    const waiting = watch.next()
    const before = await quiet()
    await writing.put('mps/key-500', 'changed')
    expect((await waiting).value?.find(({ key }) => key === 'mps/key-500')?.value).toBe('changed')
    expect((await packets()) - before).toBeLessThanOrEqual(70)
    await watching.close()
  })

  it('leave nothing behind, however many changes there are', patience, async () => {
    const { watching, writing } = await start()
    const change = async (count: number) => {
      const watch = watching.watch('mps/')
      await watch.next()
      for (let value = 1; value <= count; value += 1) {
        const next = watch.next()
        await writing.put('mps/config', `${value} of ${count}`)
        await next
      }
      await watch.return()
    }
    await change(1_000)
    const before = heap()
    await change(5_000)
    expect(heap() - before).toBeLessThan(2 ** 20)
  })
})
