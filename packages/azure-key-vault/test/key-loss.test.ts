import { inspect } from 'node:util'
import { isProviderError, type SecretsStore } from '@dmt-providers/core'
import { createEnvelope, type EnvelopeOptions, generateKey, rewrap } from '@dmt-providers/envelope'
import { describe, expect, it, onTestFinished } from 'vitest'
import { tempFolder } from '../../../tooling/fixtures/temp-folder.js'
import { describeOn } from '../../../tooling/servers/describe-on.js'
import { type AzureKeyOptions, createAzureKey } from '../src/index.js'
import { newKey } from './key-vault-keys.js'
import { anyone } from './key-vault-place.js'
import { refusal, type Scripted, type ScriptedKeyVault, scriptedKeyVault } from './scripted-key-vault.js'

const canary = 'Canary-Password-1'
const version = 'a'.repeat(32)

function open(options: EnvelopeOptions): SecretsStore {
  const store = createEnvelope({ retries: 0, ...options })
  onTestFinished(() => store.close())
  return store
}

/** Wraps by leaving what it is given as it is, which shows what it was asked. */
function openly({ path, body }: { path: string; body: string }): Scripted | undefined {
  const kid = `https://localhost/keys/kek/${version}`
  if (/\/(?:un)?wrapkey$/.test(path)) return { body: { kid, value: JSON.parse(body).value } }
  return path === '/keys/kek/' || path === '/keys/kek'
    ? { body: { key: { kid, kty: 'RSA' }, attributes: {} } }
    : undefined
}

const keyOf = ({ vault, ca }: ScriptedKeyVault, options: Partial<AzureKeyOptions> = {}) =>
  createAzureKey({ vault, ca, key: 'kek', credential: anyone, verifyChallengeResource: false, ...options })

/** What a call comes to: `absent` only where the store said that nothing is there. */
async function told(call: Promise<unknown>): Promise<{ code: string; text: string }> {
  try {
    return { code: (await call) === undefined ? 'absent' : 'answered', text: '' }
  } catch (error) {
    return {
      code: isProviderError(error) ? error.code : 'thrown',
      text: inspect(error, { depth: 9, showHidden: true }),
    }
  }
}

/** What Key Vault says of a key. Source: Azure's "Key Vault REST API error codes". */
const losses: readonly (readonly [string, Scripted, string, RegExp])[] = [
  [
    'disabled',
    refusal(403, 'Forbidden', 'KeyDisabled'),
    'permission-denied',
    /is disabled or not valid now.*enable it/,
  ],
  ['not yet valid', refusal(403, 'Forbidden', 'KeyNotYetValid'), 'permission-denied', /or not valid now/],
  ['deleted', refusal(404, 'KeyNotFound'), 'unauthenticated', /no such key.*every secret under it; recover it/],
  ['denied', refusal(403, 'Forbidden', 'ForbiddenByRbac'), 'permission-denied', /Key Vault Crypto User/],
  ['firewall', refusal(403, 'Forbidden', 'ForbiddenByFirewall'), 'permission-denied', /firewall of the vault/],
  ['token refused', refusal(401, 'Unauthorized'), 'unauthenticated', /401 Unauthorized/],
  ['throttled', refusal(429, 'Throttled'), 'limit-exceeded', /429 Throttled/],
  ['500', refusal(500, 'InternalServerError'), 'unavailable', /500 InternalServerError/],
  [
    'portal',
    { status: 404, body: '<html>', headers: { 'content-type': 'text/html' } },
    'unavailable',
    /is not Key Vault/,
  ],
  ['200 with nothing', { body: {} }, 'unavailable', /without a key|is not Key Vault/],
]

describe('a key that is', () => {
  it.each(losses)('%s is named for what it is, and no secret is absent', async (_, script, code, message) => {
    const vault = await scriptedKeyVault()
    vault.answer = openly
    const folder = await tempFolder()
    await open({ folder, key: keyOf(vault) }).put('a', { AMT_PASSWORD: canary })
    const store = open({ folder, key: keyOf(vault, { cacheEntries: 0 }), timeoutMs: 3_000 })
    vault.answer = () => script
    const reads = [await told(store.get('a')), await told(store.put('b', { AMT_PASSWORD: canary }))]
    expect(reads[0]?.code).toBe(code)
    expect(reads[0]?.text).toMatch(message)
    for (const { code, text } of reads) {
      expect(code).not.toMatch(/absent|answered|thrown/)
      expect(text).not.toContain(canary)
    }
    vault.answer = openly
    expect((await store.get('a'))?.data).toEqual({ AMT_PASSWORD: canary })
  })

  it('of a kind that cannot wrap is a wrong option, and what it did not wrap is internal', async () => {
    const vault = await scriptedKeyVault()
    vault.answer = openly
    const key = keyOf(vault, { cacheEntries: 0 })
    const wrapped = await key.wrap(new Uint8Array(32), { path: 'a' })
    vault.answer = (asked) => (asked.path.endsWith('wrapkey') ? refusal(400, 'BadParameter') : openly(asked))
    await expect(key.wrap(new Uint8Array(32), { path: 'a' })).rejects.toMatchObject({ code: 'invalid-options' })
    await expect(key.unwrap(wrapped, { path: 'a' })).rejects.toMatchObject({ code: 'internal' })
    await expect(key.unwrap('no-version', { path: 'a' })).rejects.toMatchObject({ code: 'internal' })
  })

  it('asked twice for one data key is asked once, within the bounds', async () => {
    const vault = await scriptedKeyVault()
    vault.answer = openly
    const key = keyOf(vault, { cacheUses: 2 })
    const dataKey = Uint8Array.from({ length: 32 }, (_, at) => at)
    const wrapped = await key.wrap(dataKey, { path: 'a' })
    const before = vault.asked.length
    for (let count = 0; count < 3; count++) expect(await key.unwrap(wrapped, { path: 'a' })).toEqual(dataKey)
    expect(vault.asked.length - before).toBe(1)
    await expect(key.unwrap(wrapped, { path: 'b' })).rejects.toMatchObject({ code: 'internal' })
    await key.close?.()
  })
})

await describeOn('azure-key-vault', 'a key of a vault', ({ url }) => {
  async function made() {
    const key = await newKey(url)
    onTestFinished(key.remove)
    const open = () => createAzureKey({ ...key.access, key: key.name, cacheEntries: 0 })
    return { ...key, open }
  }

  it('wraps by its newest version, and opens what older ones wrapped', async () => {
    const key = await made()
    const folder = await tempFolder()
    await open({ folder, key: key.open() }).put('old', { value: 1 })
    await key.rotate()
    const store = open({ folder, key: key.open() })
    await store.put('new', { value: 2 })
    expect([(await store.get('old'))?.data, (await store.get('new'))?.data]).toEqual([{ value: 1 }, { value: 2 }])
    const [before, after] = [key.open(), key.open()]
    const [one, same] = [
      await before.wrap(new Uint8Array(32), { path: 'a' }),
      await after.wrap(new Uint8Array(32), { path: 'a' }),
    ]
    await key.rotate()
    const two = await key.open().wrap(new Uint8Array(32), { path: 'a' })
    const versionOf = (wrapped: string) => wrapped.split('.')[0]
    expect(versionOf(one)).toBe(versionOf(same))
    expect(versionOf(two)).not.toBe(versionOf(one))
  })

  it('binds what it wraps to its path', async () => {
    const key = (await made()).open()
    const wrapped = await key.wrap(new Uint8Array(32), { path: 'a' })
    expect(await key.unwrap(wrapped, { path: 'a' })).toEqual(new Uint8Array(32))
    await expect(key.unwrap(wrapped, { path: 'b' })).rejects.toMatchObject({ code: 'internal' })
  })

  it('takes the place of a local key and gives it back, with both live meanwhile', async () => {
    const folder = await tempFolder()
    const [local, remote] = [generateKey(), (await made()).open()]
    const first = open({ folder, key: local })
    for (let index = 0; index < 5; index++) await first.put(`devices/${index}`, { index })
    const moved = { rewrapped: 6, failed: [] }
    expect(await rewrap({ folder, key: remote, previousKeys: [local] })).toMatchObject(moved)
    const second = open({ folder, key: remote })
    for (let index = 0; index < 5; index++) expect((await second.get(`devices/${index}`))?.data).toEqual({ index })
    const both = open({ folder, key: local, previousKeys: [remote] })
    expect((await both.get('devices/3'))?.data).toEqual({ index: 3 })
    expect(await rewrap({ folder, key: local, previousKeys: [remote] })).toMatchObject(moved)
    expect((await open({ folder, key: local }).get('devices/4'))?.data).toEqual({ index: 4 })
  })

  it('that was deleted is said to be lost', async () => {
    const key = await newKey(url)
    const folder = await tempFolder()
    const source = () => createAzureKey({ ...key.access, key: key.name, cacheEntries: 0 })
    await open({ folder, key: source() }).put('a', { value: 1 })
    await key.remove()
    await expect(open({ folder, key: source() }).get('a')).rejects.toMatchObject({
      code: 'unauthenticated',
      message: expect.stringMatching(/Key Vault has no such key.*recover it/),
    })
  })
})
