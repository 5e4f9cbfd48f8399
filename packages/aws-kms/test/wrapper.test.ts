import { randomBytes } from 'node:crypto'
import { expect, it } from 'vitest'
import { describeOn } from '../../../tooling/servers/describe-on.js'
import { newKey, openKey } from './open-keys.js'

const dataKey = Uint8Array.from(randomBytes(32))
const wrappedOf = (text: string) => Buffer.from(text, 'base64').toString('latin1')

await describeOn('moto', 'a data key', ({ url }) => {
  it('comes back as it was, and is nowhere in what is stored', async () => {
    const { key, open, arn } = await openKey(url)
    const wrapped = await key.wrap(dataKey, { path: 'devices/a' })
    expect(wrapped).toMatch(/^[\x21-\x7e]+$/)
    expect(wrappedOf(wrapped)).not.toContain(Buffer.from(dataKey).toString('latin1'))
    expect(await open().unwrap(wrapped, { path: 'devices/a' })).toEqual(dataKey)
    expect(key.keyId).toBe(`aws-kms:${arn}`)
  })

  it.each(['devices/a b', 'ä/😀', 'quotes\'"\\', '\u0001', '😀'.repeat(400)])('is bound to %j', async (path) => {
    const { key, open } = await openKey(url)
    const wrapped = await key.wrap(dataKey, { path })
    expect(await open().unwrap(wrapped, { path })).toEqual(dataKey)
    await expect(open().unwrap(wrapped, { path: `${path}x` })).rejects.toMatchObject({
      code: 'internal',
      message: expect.stringContaining('the record was altered or comes from another path'),
    })
  })

  it('that was altered does not open', async () => {
    const { key, open } = await openKey(url)
    const bytes = Buffer.from(await key.wrap(dataKey, { path: 'a' }), 'base64')
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1
    await expect(open().unwrap(bytes.toString('base64'), { path: 'a' })).rejects.toMatchObject({ code: 'internal' })
  })

  it('of another key of the same account does not open', async () => {
    const [one, other] = [await openKey(url), await openKey(url)]
    const wrapped = await one.key.wrap(dataKey, { path: 'a' })
    await expect(other.key.unwrap(wrapped, { path: 'a' })).rejects.toMatchObject({
      code: expect.stringMatching(/^(unauthenticated|permission-denied)$/),
    })
  })

  it('opens by an alias', async () => {
    const alias = `alias/dmt-${randomBytes(4).toString('hex')}`
    await newKey(url, alias)
    const { open } = await openKey(url)
    const [one, other] = [open({ keyId: alias, region: 'eu-west-1' }), open({ keyId: alias, region: 'eu-west-1' })]
    expect(await other.unwrap(await one.wrap(dataKey, { path: 'a' }), { path: 'a' })).toEqual(dataKey)
  })
})

await describeOn('moto', 'the cache of data keys', ({ url }) => {
  it('asks KMS once for what is read again, and answers a copy', async () => {
    const { key, open, front } = await openKey(url)
    const wrapped = await key.wrap(dataKey, { path: 'a' })
    ;(await key.unwrap(wrapped, { path: 'a' })).fill(0)
    expect(await key.unwrap(wrapped, { path: 'a' })).toEqual(dataKey)
    expect(front.calls).toEqual(['Encrypt'])
    const reader = open()
    for (let count = 0; count < 3; count++) expect(await reader.unwrap(wrapped, { path: 'a' })).toEqual(dataKey)
    expect(front.calls).toEqual(['Encrypt', 'Decrypt'])
    await expect(reader.unwrap(wrapped, { path: 'b' })).rejects.toMatchObject({ code: 'internal' })
  })

  it.each([
    ['entries', { cacheEntries: 1 }, ['a', 'b', 'a'], 3],
    ['entries, none', { cacheEntries: 0 }, ['a', 'a'], 2],
    ['uses', { cacheUses: 2 }, ['a', 'a', 'a', 'a'], 2],
    ['the least used', { cacheEntries: 2 }, ['a', 'b', 'a', 'c', 'a', 'b'], 4],
  ])('is bounded by %s', async (_, bounds, reads, calls) => {
    const { key, open, front } = await openKey(url)
    const wrapped = new Map<string, string>()
    for (const path of new Set(reads)) wrapped.set(path, await key.wrap(dataKey, { path }))
    front.calls.length = 0
    const reader = open(bounds)
    for (const path of reads) await reader.unwrap(wrapped.get(path) ?? '', { path })
    expect(front.calls).toEqual(Array(calls).fill('Decrypt'))
  })

  it('is bounded by age', async () => {
    const { key, open, front } = await openKey(url)
    const wrapped = await key.wrap(dataKey, { path: 'a' })
    const reader = open({ cacheAgeMs: 1 })
    front.calls.length = 0
    await reader.unwrap(wrapped, { path: 'a' })
    const started = performance.now()
    while (performance.now() - started < 2) await new Promise((resolve) => setImmediate(resolve))
    await reader.unwrap(wrapped, { path: 'a' })
    expect(front.calls).toEqual(['Decrypt', 'Decrypt'])
  })
})
