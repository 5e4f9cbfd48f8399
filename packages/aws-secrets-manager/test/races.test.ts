import { isProviderError, type SecretsStore } from '@dmt-providers/core'
import { expect, it } from 'vitest'
import { describeOn } from '../../../tooling/servers/describe-on.js'
import { openPlace } from './open-place.js'

const [writers, increments] = [5, 8]

/** Counts up by one under compare-and-set, as often as it takes. */
async function increment(store: SecretsStore, path: string): Promise<string> {
  for (;;) {
    const found = await store.get(path)
    const expected = found === undefined ? 'absent' : { version: found.version }
    try {
      return await store.put(path, { count: Number(found?.data.count ?? 0) + 1 }, { expected })
    } catch (error) {
      if (!isProviderError(error) || error.code !== 'stale-version') throw error
    }
  }
}

await describeOn('moto', 'writers who race', ({ url }) => {
  it.each([
    ['a secret of its own', {}],
    ['a group', { groups: 1, groupPrefix: 'devices/' }],
  ])('for %s lose no update under compare-and-set', async (_, options) => {
    const { open } = await openPlace(url, options)
    const stores = Array.from({ length: writers }, () => open())
    const work = stores.map(async (store) => {
      const versions: string[] = []
      for (let count = 0; count < increments; count++) versions.push(await increment(store, 'devices/a'))
      return versions
    })
    const versions = (await Promise.all(work)).flat()
    expect(new Set(versions).size).toBe(writers * increments)
    expect((await open().get('devices/a'))?.data).toEqual({ count: writers * increments })
  })

  it('to different paths of a group lose nothing of each other', async () => {
    const { open } = await openPlace(url, { groups: 1, groupPrefix: 'devices/' })
    const paths = Array.from({ length: writers * 5 }, (_, index) => `devices/${index}`)
    await Promise.all(
      Array.from({ length: writers }, () => open()).map(async (store, index) => {
        for (const path of paths.slice(index * 5, index * 5 + 5)) await store.put(path, { path })
      }),
    )
    const reader = open()
    expect(await reader.list('devices/')).toEqual([...paths].sort())
    for (const path of paths) expect((await reader.get(path))?.data).toEqual({ path })
  })

  it('by deleting and writing leave what one of them left last', async () => {
    const { open } = await openPlace(url)
    const [one, other] = [open(), open()]
    for (let round = 0; round < 10; round++) {
      await one.put('a', { round })
      const [, version] = await Promise.all([one.delete('a'), other.put('a', { round, other: true })])
      const found = await open().get('a')
      if (found !== undefined) expect(found).toMatchObject({ version, data: { round, other: true } })
      await other.put('a', { round, after: true })
      expect((await one.get('a'))?.data).toEqual({ round, after: true })
    }
  })
})

await describeOn('moto', 'a retry', ({ url }) => {
  it('of a write that AWS throttled is one version', async () => {
    const { store, front } = await openPlace(url)
    await store.put('a', { value: 1 })
    front.refuse({ type: 'ThrottlingException' }, { action: 'PutSecretValue', times: 2 })
    expect(await store.put('a', { value: 2 })).toBe('2')
    expect(await store.versions('a')).toEqual(['2', '1'])
  })
})

await describeOn('moto', 'groups', ({ url }) => {
  it('are those that the place was made with', async () => {
    const { open } = await openPlace(url)
    await open({ groups: 4 }).put('devices/a', { value: 1 })
    for (const options of [{ groups: 5 }, { groups: 0 }, { groups: 4, groupPrefix: 'dev' }]) {
      await expect(open(options).get('devices/a')).rejects.toMatchObject({
        code: 'invalid-options',
        message: expect.stringContaining('groups=4 and groupPrefix=devices/'),
      })
    }
    expect((await open({ groups: 4 }).get('devices/a'))?.data).toEqual({ value: 1 })
  })

  it('are refused where the secrets stand alone', async () => {
    const { open } = await openPlace(url)
    await open().put('devices/a', { value: 1 })
    await expect(open({ groups: 4 }).get('devices/a')).rejects.toMatchObject({ code: 'invalid-options' })
  })
})

await describeOn('moto', 'batches', ({ url }) => {
  it('read many secrets in a twentieth of the calls, each as it is', async () => {
    const { store, front, open } = await openPlace(url)
    const batched = open({ batchReads: true, endpoint: front.url })
    for (let index = 0; index < 40; index++) await store.put(`devices/${index}`, { index })
    await batched.get('warm')
    front.calls.length = 0
    const read = await Promise.all(Array.from({ length: 45 }, (_, index) => batched.get(`devices/${index}`)))
    expect(read.map((secret) => secret?.data.index)).toEqual([
      ...Array.from({ length: 40 }, (_, index) => index),
      ...Array(5).fill(undefined),
    ])
    expect(front.calls).toEqual(Array(3).fill('BatchGetSecretValue'))
  })

  it('that say nothing of a secret, or something else, are no proof that it is absent', async () => {
    const { front, open, prefix } = await openPlace(url)
    const batched = open({ batchReads: true, endpoint: front.url, retries: 0 })
    await batched.get('warm')
    const answers = [
      ['{"SecretValues":[],"Errors":[]}', 'unavailable'],
      [`{"Errors":[{"SecretId":"${prefix}/a","ErrorCode":"AccessDeniedException"}]}`, 'permission-denied'],
      [`{"Errors":[{"SecretId":"${prefix}/a","ErrorCode":"InternalServiceError"}]}`, 'unavailable'],
    ] as const
    for (const [body, code] of answers) {
      front.refuse({ type: '', status: 200, body }, { action: 'BatchGetSecretValue', times: 1 })
      await expect(batched.get('a')).rejects.toMatchObject({ code })
    }
  })
})
