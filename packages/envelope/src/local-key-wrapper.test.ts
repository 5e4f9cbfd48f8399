import { randomBytes } from 'node:crypto'
import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { LocalKeyWrapper } from './local-key-wrapper.js'

describe('a local key', () => {
  const key = randomBytes(32)
  const wrapper = new LocalKeyWrapper(key)
  const dataKey = randomBytes(32)

  it('has the same id each time, and another key another id', () => {
    expect(wrapper.keyId).toMatch(/^local-[0-9a-f]{16}$/)
    expect(new LocalKeyWrapper(key).keyId).toBe(wrapper.keyId)
    expect(new LocalKeyWrapper(randomBytes(32)).keyId).not.toBe(wrapper.keyId)
  })

  it('unwraps what it wrapped for the same path', async () => {
    const wrapped = await wrapper.wrap(dataKey, { path: 'a' })
    expect(wrapped).toMatch(/^[\x21-\x7e]+$/)
    expect(Buffer.from(await wrapper.unwrap(wrapped, { path: 'a' }))).toEqual(dataKey)
  })

  it('refuses another path, another key and an altered text', async () => {
    const wrapped = await wrapper.wrap(dataKey, { path: 'a' })
    const refused = { code: 'internal', message: expect.stringContaining('altered or comes from another path') }
    await expect(wrapper.unwrap(wrapped, { path: 'b' })).rejects.toMatchObject(refused)
    await expect(new LocalKeyWrapper(randomBytes(32)).unwrap(wrapped, { path: 'a' })).rejects.toMatchObject(refused)
    await expect(wrapper.unwrap(wrapped.slice(1), { path: 'a' })).rejects.toMatchObject(refused)
  })

  it('does not print its key', () => {
    const printed = inspect(wrapper, { depth: 9, showHidden: true }) + JSON.stringify(wrapper)
    for (const form of ['hex', 'base64', 'base64url'] as const) expect(printed).not.toContain(key.toString(form))
  })
})
