import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { describeOn } from '../../../tooling/servers/describe-on.js'
import { openPlace } from './open-place.js'

/** The actions that a policy file allows. */
async function allowed(file: string): Promise<string[]> {
  const { Statement } = JSON.parse(await readFile(new URL(`../policies/${file}`, import.meta.url), 'utf8'))
  return Statement.flatMap(({ Action }: { Action: string[] }) => Action)
}

await describeOn('moto', 'the policy', ({ url }) => {
  it('allows the calls that a store makes, and no other', async () => {
    const { front, store, open, write } = await openPlace(url)
    await store.probe()
    await store.put('a', { value: 1 })
    await store.put('a', { value: 2 })
    await store.get('a')
    await store.versions('a')
    await store.getVersion('a', '1')
    await write('a', '{}')
    await store.delete('a')
    await store.put('a', { value: 3 })
    await store.list('')
    const grouped = open({ endpoint: front.url, prefix: 'dmt/grouped', groups: 2, batchReads: true })
    await grouped.put('devices/a', { value: 1 })
    await grouped.get('devices/a')
    const called = [...new Set(front.calls)].map((action) => `secretsmanager:${action}`)
    expect(called.sort()).toEqual((await allowed('secrets.json')).sort())
  })
})
