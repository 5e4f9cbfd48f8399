import { randomUUID } from 'node:crypto'
import { expect, it, onTestFinished } from 'vitest'
import { describeOn } from '../../../tooling/servers/describe-on.js'
import { createZookeeper } from '../src/index.js'

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
})
