import { Environment, type KeyWrapper, openSecrets, registerProvider } from '@dmt-providers/core'
import { describe, expect, it } from 'vitest'
import { tempFolder } from '../../../tooling/fixtures/temp-folder.js'
import { createEnvelope } from './create-envelope.js'
import { registerKeyService } from './key-services.js'
import { generateKey, parseKey } from './key-text.js'
import { LocalKeyWrapper } from './local-key-wrapper.js'
import { providers } from './provider.js'
import { RemoteKeyWrapper } from './remote-key-wrapper.js'
import { rewrap } from './rewrap.js'

for (const provider of providers) registerProvider(provider)

const environment = new Environment({})
const closed: string[] = []
const masters = new Map<string, LocalKeyWrapper>()

/** A service in this process: what stands behind the colon names the key, `?id=` makes it name it wrongly. */
registerKeyService({
  scheme: 'test-service',
  open(reference): KeyWrapper {
    const [name = '', query] = reference.split('?')
    const master = masters.get(name) ?? new LocalKeyWrapper(parseKey(generateKey(), 'key'))
    masters.set(name, master)
    return {
      keyId: new URLSearchParams(query).get('id') ?? `test-service:${name}`,
      wrap: (dataKey, context) => master.wrap(dataKey, context),
      unwrap: (wrapped, context) => master.unwrap(wrapped, context),
      close: async () => void closed.push(name),
    }
  },
})

const open = async (folder: string, query: string) =>
  await openSecrets(`envelope+file:${folder}?${query}`, { environment })

describe('a key that a service holds', () => {
  it('seals and opens by URL, by option and by the environment, and is closed with the store', async () => {
    const folder = await tempFolder()
    const first = await open(folder, 'key=test-service:one?place=here')
    await first.put('a', { value: 1 })
    await first.close()
    expect(closed).toEqual(['one'])
    const named = new Environment({ dmt_envelope_key: 'test-service:one' })
    for (const options of [{ key: 'test-service:one', environment }, { environment: named }]) {
      const store = createEnvelope({ folder, ...options })
      expect((await store.get('a'))?.data).toEqual({ value: 1 })
      await store.close()
    }
  })

  it('is exchanged for another while both are live', async () => {
    const folder = await tempFolder()
    const before = await open(folder, 'key=test-service:old')
    await before.put('a', { value: 1 })
    const both = await open(folder, 'key=test-service:new&previousKey=test-service:old')
    expect((await both.get('a'))?.data).toEqual({ value: 1 })
    await both.put('b', { value: 2 })
    const store = `envelope+file:${folder}?key=test-service:new&previousKey=test-service:old`
    expect(await rewrap(store, { environment })).toMatchObject({ rewrapped: 2, skipped: 1, failed: [] })
    const after = await open(folder, 'key=test-service:new')
    expect((await after.get('a'))?.data).toEqual({ value: 1 })
    await expect(before.get('a')).rejects.toMatchObject({ code: 'unauthenticated' })
    for (const store of [before, both, after]) await store.close()
  })

  it.each([
    ['azure-key:x', 'invalid-options', /azure-key.*write azure-key:<vault>\/<key>/],
    ['test-service:one?id=two', 'internal', /the service names the key two, not test-service:one/],
  ])('%s is refused when the store is opened by URL', async (key, code, message) => {
    const folder = await tempFolder()
    await expect(open(folder, `key=${key}`)).rejects.toMatchObject({ code, message: expect.stringMatching(message) })
  })

  it.each(['test-service:with space', `test-service:${'x'.repeat(200)}`, 'test-service:ä'])(
    'cannot have the name %s',
    (source) => {
      expect(() => new RemoteKeyWrapper(source, 'key', environment)).toThrow(
        expect.objectContaining({ code: 'invalid-options', message: expect.stringMatching(/^key: is a name of \d+/) }),
      )
    },
  )
})
