import { ProviderError } from '@dmt-providers/core'
import { describe, expect, it, vi } from 'vitest'
import { CentralConfig } from '../src/index.js'
import { testStore } from './stores.js'

const central = async () => {
  const { store, another } = await testStore()
  const as = (by: string, of = another()) => new CentralConfig(of, 'mps', { by })
  return { store, as, config: as('first@host', store) }
}

describe('the central document of a service', () => {
  it('is absent until it is seeded, and refuses a change until then', async () => {
    const { config } = await central()
    expect(await config.read()).toBeUndefined()
    expect(await config.history()).toEqual([])
    await expect(config.change((document) => document)).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringContaining('dmt-providers config seed --service mps'),
    })
  })

  it('is seeded by one of many', { timeout: 30_000 }, async () => {
    const { as, config } = await central()
    const writers = Array.from({ length: 10 }, (_, at) => as(`writer-${at}`))
    const seeded = await Promise.all(writers.map((one, at) => one.seed({ common_name: `name-${at}` })))
    const winners = seeded.filter(({ written }) => written)
    expect(winners).toHaveLength(1)
    for (const { document } of seeded) expect(document).toEqual(winners[0]?.document)
    expect((await config.read())?.document).toEqual(winners[0]?.document)
    expect((await config.history()).map(({ number, document }) => [number, document])).toEqual([
      [1, winners[0]?.document],
    ])
  })

  it('keeps the change of each of many writers, and each in its history', { timeout: 60_000 }, async () => {
    const { as, config } = await central()
    await config.seed({})
    const names = Array.from({ length: 8 }, (_, at) => `release_key_${at}`)
    await Promise.all(names.map((name) => as(name).change((document) => ({ ...document, [name]: name }))))
    expect((await config.read())?.document).toEqual(Object.fromEntries(names.map((name) => [name, name])))
    const history = await config.history()
    expect(history.map(({ number }) => number)).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1])
    expect(history.map(({ by }) => by).sort()).toEqual(['first@host', ...names].sort())
  })

  it('writes nothing when nothing changes, and nothing of a document with an error', async () => {
    const { config } = await central()
    const seeded = await config.seed({ common_name: 'one' })
    expect(await config.change((document) => ({ ...document }))).toMatchObject({
      written: false,
      version: seeded.version,
    })
    const change = config.change((document) => ({ ...document, jwt_secret: 'canary-1', instance_name: 'one' }))
    await expect(change).rejects.toMatchObject({
      code: 'invalid-argument',
      message: expect.stringMatching(/^mps\/config is refused: jwt_secret: .*; instance_name: /),
    })
    await expect(change).rejects.not.toMatchObject({ message: expect.stringContaining('canary-1') })
    expect(await config.read()).toEqual({ document: { common_name: 'one' }, version: seeded.version })
    expect(await config.history()).toHaveLength(1)
  })

  it('keeps the last fifty changes', { timeout: 30_000 }, async () => {
    const { config } = await central()
    await config.seed({ common_name: '0' })
    for (let at = 1; at <= 60; at += 1) await config.change(() => ({ common_name: String(at) }))
    const history = await config.history()
    expect(history).toHaveLength(50)
    expect(history[0]).toMatchObject({ number: 61, document: { common_name: '60' } })
    expect(history[49]).toMatchObject({ number: 12, document: { common_name: '11' } })
  })

  it('says that a change could not be recorded, since it took effect', async () => {
    const { config, store } = await central()
    await config.seed({ common_name: 'one' })
    const put = store.put.bind(store)
    // No store of files refuses one key alone.
    vi.spyOn(store, 'put').mockImplementation(async (key, ...rest) => {
      if (key.startsWith('mps/history/')) throw new ProviderError('permission-denied', 'no right to write the history')
      return await put(key, ...rest)
    })
    const changed = await config.change(() => ({ common_name: 'two' }))
    expect(changed).toMatchObject({ written: true, record: undefined })
    expect(changed.unrecorded).toMatchObject({ code: 'permission-denied' })
    expect((await config.read())?.document).toEqual({ common_name: 'two' })
  })

  it('does not take a text that is no document for an absent one', async () => {
    const { config, store } = await central()
    await store.put('mps/config', '{ "jwt_secret": "canary-1"')
    for (const call of [() => config.read(), () => config.seed({}), () => config.change((one) => one)]) {
      await expect(call()).rejects.toMatchObject({
        code: 'invalid-argument',
        message: 'mps/config: 26 characters that are no JSON',
      })
    }
    await store.put('mps/config', '[1]')
    await expect(config.read()).rejects.toMatchObject({ message: expect.stringContaining('no object') })
  })
})
