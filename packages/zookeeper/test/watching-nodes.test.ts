import { randomUUID } from 'node:crypto'
import { expect, it, onTestFinished } from 'vitest'
import { describeOn } from '../../../tooling/servers/describe-on.js'
import { createZookeeper } from '../src/index.js'
import { RawZookeeper } from './raw-zookeeper.js'

await describeOn('zookeeper', 'a watch of nodes', ({ url }) => {
  const open = (prefix: string) => {
    const store = createZookeeper({ endpoints: new URL(url || 'zookeeper://host:1').host, prefix })
    onTestFinished(() => store.close())
    return store
  }

  it('misses no change of nodes that appear while it reads them', { timeout: 60_000 }, async () => {
    const prefix = randomUUID()
    const [store, writer] = [open(prefix), open(prefix)]
    for (let round = 0; round < 30; round += 1) {
      const watch = store.watch(`${round}/`)
      await watch.next()
      const newest = Promise.all(
        ['a', 'b', 'a', 'b', 'c', 'a'].map((key, at) => writer.put(`${round}/${key}/x`, `${at}`)),
      )
      const seen = async (): Promise<string[]> => {
        const { value } = await watch.next()
        const values = (value ?? []).map((entry) => entry.value)
        return values.join() === (await current()).join() ? values : await seen()
      }
      const current = async () => {
        await newest
        return (await writer.list(`${round}/`)).map(({ value }) => value)
      }
      expect(await seen()).toHaveLength(3)
      await watch.return()
    }
  })

  it('hears of the first nodes of all, without a prefix', async () => {
    const name = randomUUID()
    const [store, writer] = [open(''), open('')]
    const watch = store.watch(name)
    expect((await watch.next()).value).toEqual([])
    await writer.put(name, '1')
    expect((await watch.next()).value).toMatchObject([{ key: name, value: '1' }])
    await writer.put(`${name}/b`, '2')
    expect((await watch.next()).value).toHaveLength(2)
    await watch.return()
  })

  it('shows what is there after nodes came, were written and went, and what has not changed as the same objects', {
    timeout: 60_000,
  }, async () => {
    const prefix = randomUUID()
    const [store, writer] = [open(prefix), open(prefix)]
    const raw = new RawZookeeper(new URL(url).host, { user: 'any', password: 'any' })
    onTestFinished(() => raw.close())
    const keys = ['a', 'b', 'c', 'd', 'e', 'f']
    for (const key of keys) await writer.put(key, 'first')
    const watch = store.watch('')
    let seen = (await watch.next()).value ?? []
    const there = new Set(keys)
    for (let step = 0; step < 60; step += 1) {
      const before = new Map(seen.map((entry) => [entry.key, entry]))
      const [written, removed] = [keys[(step * 5) % 6] ?? '', keys[(step * 7 + 3) % 6] ?? '']
      await writer.put(written, `${step}`)
      there.add(written)
      if (step % 3 === 0 && there.delete(removed)) await raw.remove(`/${prefix}/${removed}`)
      const now = await writer.list('')
      expect(now.map(({ key }) => key)).toEqual([...there].sort())
      while (JSON.stringify(seen) !== JSON.stringify(now)) seen = (await watch.next()).value ?? []
      for (const entry of seen)
        if (entry.version === before.get(entry.key)?.version) expect(entry).toBe(before.get(entry.key))
    }
    await watch.return()
  })
})
