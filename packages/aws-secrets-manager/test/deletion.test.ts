import { expect, it } from 'vitest'
import { describeOn } from '../../../tooling/servers/describe-on.js'
import { openPlace } from './open-place.js'

const days = (until: Date | undefined) => Math.round(((until?.getTime() ?? 0) - Date.now()) / 86_400_000)

await describeOn('moto', 'a secret that is deleted', ({ url }) => {
  it('can be restored by hand for as long as the options say, and is absent meanwhile', async () => {
    const { store, describe } = await openPlace(url, { recoveryDays: 7 })
    await store.put('a', { value: 1 })
    expect(await store.delete('a')).toBe(true)
    expect(days((await describe('a')).DeletedDate)).toBe(7)
    expect(await store.get('a')).toBeUndefined()
    expect(await store.list('')).toEqual([])
  })

  it('is restored by a write, whose version is a later one, and shows nothing of before', async () => {
    const { store, describe } = await openPlace(url)
    const before = await store.put('a', { value: 1 })
    await store.delete('a')
    const version = await store.put('a', { value: 2 }, { expected: 'absent' })
    expect(Number(version)).toBeGreaterThan(Number(before))
    expect((await describe('a')).DeletedDate).toBeUndefined()
    expect((await store.get('a'))?.data).toEqual({ value: 2 })
    expect(await store.versions('a')).toEqual([version])
    expect(await store.getVersion('a', before)).toBeUndefined()
    await expect(store.put('a', { value: 3 }, { expected: { version: before } })).rejects.toMatchObject({
      code: 'stale-version',
    })
  })

  it('stays absent when somebody restores it, until the stage of an earlier version is put back', async () => {
    const { store, restore } = await openPlace(url)
    await store.put('a', { value: 1 })
    await store.delete('a')
    await restore('a')
    expect(await store.get('a')).toBeUndefined()
    expect(await store.list('')).toEqual([])
    expect(await store.delete('a')).toBe(false)
  })

  it.each(['get', 'put'] as const)('by somebody else is never absent to a %s', async (call) => {
    const { store, remove } = await openPlace(url)
    await store.put('a', { value: 1 })
    await remove('a')
    const calls = {
      get: () => store.get('a', { timeoutMs: 2_000 }),
      put: () => store.put('a', { value: 2 }, { expected: 'absent', timeoutMs: 2_000 }),
    }
    await expect(calls[call]()).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('scheduled for deletion, though this store did not delete it'),
    })
    await store.put('a', { value: 3 })
    expect(await store.get('a')).toMatchObject({ data: { value: 3 }, version: '2' })
  })

  it('by somebody else can be deleted by the store', async () => {
    const { store, remove } = await openPlace(url)
    await store.put('a', { value: 1 })
    await remove('a')
    expect(await store.delete('a')).toBe(true)
    expect(await store.get('a')).toBeUndefined()
  })

  it('keeps what another process wrote between the steps of the deletion', async () => {
    const { store, front, open } = await openPlace(url)
    const other = open()
    await store.put('a', { value: 1 })
    let written: string | undefined
    front.before = async (action) => {
      if (action !== 'DeleteSecret' || written !== undefined) return
      written = await other.put('a', { value: 2 }, { expected: 'absent' })
    }
    expect(await store.delete('a')).toBe(true)
    expect(await other.get('a')).toMatchObject({ data: { value: 2 }, version: written })
  })

  it('is absent when the deletion stopped half-way, and can be written', async () => {
    const { store, front } = await openPlace(url)
    await store.put('a', { value: 1 })
    front.refuse({ type: 'AccessDeniedException' }, { action: 'DeleteSecret' })
    await expect(store.delete('a')).rejects.toMatchObject({ code: 'permission-denied' })
    expect(await store.get('a')).toBeUndefined()
    expect(await store.list('')).toEqual([])
    await store.put('a', { value: 2 }, { expected: 'absent' })
    expect((await store.get('a'))?.data).toEqual({ value: 2 })
  })

  it('is restored when AWS refuses to write to it, as it does and moto does not', async () => {
    const { store, front } = await openPlace(url)
    await store.put('a', { value: 1 })
    front.refuse({ type: 'InvalidRequestException' }, { action: 'PutSecretValue', times: 2 })
    await store.put('a', { value: 2 })
    expect((await store.get('a'))?.data).toEqual({ value: 2 })
    front.refuse({ type: 'InvalidRequestException' }, { action: 'PutSecretValue' })
    await expect(store.put('a', { value: 3 }, { timeoutMs: 10_000 })).rejects.toMatchObject({ code: 'unavailable' })
  })
})

await describeOn('moto', 'a secret that another program writes', ({ url }) => {
  it('is never taken for ours, and is written over with a later version', async () => {
    const { store, write } = await openPlace(url)
    const version = await store.put('a', { value: 1 })
    await write('a', '{"password":"canary"}')
    await expect(store.get('a')).rejects.toMatchObject({
      code: 'internal',
      message: expect.not.stringContaining('canary'),
    })
    await expect(store.put('a', {}, { expected: { version } })).rejects.toMatchObject({ code: 'stale-version' })
    expect(await store.list('')).toEqual(['a'])
    expect(Number(await store.put('a', { value: 2 }))).toBeGreaterThan(Number(version))
    expect((await store.get('a'))?.data).toEqual({ value: 2 })
  })
})
