import { randomBytes } from 'node:crypto'
import { Call, Environment } from '@dmt-providers/core'
import { describe, expect, it, onTestFinished } from 'vitest'
import { describeOn } from '../../../tooling/servers/describe-on.js'
import { azureKeyVaultOptions } from '../src/options.js'
import { partName, secretName } from '../src/secret-name.js'
import { VaultSecrets } from '../src/vault-secrets.js'
import { placeIn } from './key-vault-place.js'
import { openStore, scripted } from './open-store.js'
import { refusal, scriptedKeyVault } from './scripted-key-vault.js'

const call = new Call({})
const unfit = () => randomBytes(40_000).toString('base64')

await describeOn('azure-key-vault', 'what a store writes', ({ url }) => {
  /** A store in a folder of its own, and the calls of Key Vault behind its back. */
  function place(options = {}) {
    const { options: there, remove } = placeIn(url)
    onTestFinished(remove)
    const settings = azureKeyVaultOptions.parse({ ...there }, new Environment({}))
    const vault = new VaultSecrets(settings, new Environment({}))
    const full = (path: string) => `${there.prefix}/${path}`
    return {
      store: openStore({ ...there, ...options }),
      there,
      vault,
      full,
      nameOf: (path: string) => secretName(full(path)),
    }
  }

  it('is found again after a deletion, with a history of its own', async () => {
    const { store } = place()
    const first = await store.put('a', { value: 1 })
    await store.put('a', { value: 2 })
    expect(await store.delete('a')).toBe(true)
    expect([await store.get('a'), await store.versions('a'), await store.delete('a')]).toEqual([undefined, [], false])
    const again = await store.put('a', { value: 3 })
    expect(await store.versions('a')).toEqual([again])
    expect(await store.getVersion('a', first)).toBeUndefined()
    expect((await store.get('a'))?.data).toEqual({ value: 3 })
  })

  it('is never an old value while a deleted secret is given back', async () => {
    const { store, there, vault, nameOf } = place()
    await store.put('a', { value: 'old' })
    await store.delete('a')
    await vault.recover(nameOf('a'), call)
    const reader = openStore(there)
    expect([await reader.get('a'), await reader.list(''), await reader.versions('a')]).toEqual([undefined, [], []])
    await store.put('a', { value: 'new' })
    expect(await store.versions('a')).toHaveLength(1)
  })

  it('is not absent where somebody deleted it in the vault, and is written anew there', async () => {
    const { store, vault, nameOf } = place()
    await store.put('MPSCerts', { value: 'root' })
    await vault.delete(nameOf('MPSCerts'), true, call)
    const lost = { code: 'unavailable', message: expect.stringContaining('az keyvault secret recover') }
    await expect(store.get('MPSCerts')).rejects.toMatchObject(lost)
    await expect(store.versions('MPSCerts')).rejects.toMatchObject(lost)
    await vault.recover(nameOf('MPSCerts'), call)
    expect((await store.get('MPSCerts'))?.data).toEqual({ value: 'root' })
    await vault.delete(nameOf('MPSCerts'), true, call)
    await store.put('MPSCerts', { value: 'another' })
    expect((await store.get('MPSCerts'))?.data).toEqual({ value: 'another' })
  })

  it('is one of the values of writers that race, at a path that was deleted', async () => {
    const { store, there } = place()
    await store.put('a', { value: -1 })
    await store.delete('a')
    const writers = Array.from({ length: 4 }, () => openStore(there))
    const seen = new Set<unknown>()
    let writing = true
    const reading = (async () => {
      while (writing) seen.add((await store.get('a', { fresh: true }))?.data.value)
    })()
    const versions = await Promise.all(writers.map((writer, value) => writer.put('a', { value })))
    writing = false
    await reading
    expect(new Set(versions).size).toBe(4)
    expect(seen).not.toContain(-1)
    const newest = await store.get('a')
    expect(versions).toContain(newest?.version)
    expect((await store.versions('a'))[0]).toBe(newest?.version)
  })

  it('is away with all its parts when it is deleted', async () => {
    const { store, vault, full, nameOf } = place()
    const data = { certificate: unfit() }
    const version = await store.put('long', data)
    expect((await store.get('long'))?.data).toEqual(data)
    await store.put('long', { short: true })
    expect((await store.getVersion('long', version))?.data).toEqual(data)
    const names = [nameOf('long'), partName(full('long'), 0), partName(full('long'), 1)]
    for (const name of names) expect(await vault.get(name, undefined, call)).toBeDefined()
    expect(await store.delete('long')).toBe(true)
    for (const name of names) expect(await vault.get(name, undefined, call)).toBeUndefined()
    await store.put('long', data)
    expect((await store.get('long'))?.data).toEqual(data)
  })

  it('leaves secrets of others alone, also one that stands at its name', async () => {
    const { store, vault, nameOf } = place()
    await vault.set(nameOf('theirs'), 'a password', { contentType: 'text/plain', tags: { owner: 'somebody' } }, call)
    const refused = { code: 'internal', message: expect.stringContaining('was not written by this package') }
    await expect(store.get('theirs')).rejects.toMatchObject(refused)
    await expect(store.put('theirs', { value: unfit() })).rejects.toMatchObject(refused)
    await expect(store.delete('theirs')).rejects.toMatchObject(refused)
    expect(await store.list('')).toEqual([])
    expect((await vault.get(nameOf('theirs'), undefined, call))?.text).toBe('a password')
    await vault.delete(nameOf('theirs'), true, call)
  })

  it('has paths that differ in case alone, and long ones that differ at their end', async () => {
    const { store } = place()
    const long = `devices/${'x'.repeat(380)}`
    const paths = ['MPSCerts', 'mpscerts', `${long}a`, `${long}b`, 'a b/ü/%41', 'a-b', 'a/b'].sort()
    for (const path of paths) await store.put(path, { path })
    for (const path of paths) expect((await store.get(path))?.data).toEqual({ path })
    expect(await store.list('')).toEqual(paths)
  })

  it('is deleted once more where somebody wrote behind the mark of its deletion', async () => {
    const front = await scriptedKeyVault(url)
    const { store, there } = place()
    await store.put('a', { value: 'old' })
    let raced = false
    front.answer = async ({ method }) => {
      if (method === 'DELETE' && !raced) {
        raced = true
        await store.put('a', { value: 'raced' })
      }
      return undefined
    }
    expect(await openStore(scripted(front, { prefix: there.prefix, credential: there.credential })).delete('a')).toBe(
      true,
    )
    expect(raced).toBe(true)
    expect(front.asked.filter(({ method }) => method === 'DELETE')).toHaveLength(2)
    await store.put('a', { value: 'new' })
    expect(await store.versions('a')).toHaveLength(1)
  })

  it('is purged where that is asked for, and kept where the vault forbids it', async () => {
    const { store, there, nameOf } = place()
    await store.put('a', { value: 1 })
    const front = await scriptedKeyVault(url)
    front.answer = ({ method, path }) =>
      method === 'DELETE' && path.startsWith('/deletedsecrets/')
        ? refusal(403, 'Forbidden', 'ForbiddenByPolicy', 'Operation "purge" is not allowed on this vault.')
        : undefined
    expect(
      await openStore(scripted(front, { prefix: there.prefix, credential: there.credential, purge: true })).delete('a'),
    ).toBe(true)
    expect(front.asked.at(-1)).toMatchObject({ method: 'DELETE', path: `/deletedsecrets/${nameOf('a')}` })
    expect(await store.get('a')).toBeUndefined()
    await store.put('a', { value: 2 })
    expect((await store.get('a'))?.data).toEqual({ value: 2 })
  })
})

describe('a store on a Key Vault that is scripted', () => {
  const tags = { 'dmt-path': 'a', 'dmt-version': '1', 'dmt-first': '1' }
  const id = (name: string) => `https://localhost/secrets/${name}/${'0'.repeat(32)}`
  const secret = (name: string, value: string, more: object = {}) => ({
    body: { id: id(name), value, contentType: 'application/json', tags, attributes: { enabled: true }, ...more },
  })

  it('purges after Key Vault has ended a deletion, and each part too', async () => {
    const vault = await scriptedKeyVault()
    let polls = 0
    vault.answer = ({ method, path }) => {
      if (method === 'GET' && path.startsWith('/secrets/a'))
        return secret('a', '{}', { tags: { ...tags, 'dmt-parts': '1' } })
      if (method === 'DELETE' && path.startsWith('/secrets/'))
        return secret('a', '', {
          recoveryId: 'https://localhost/deletedsecrets/a',
          tags: { ...tags, 'dmt-deleted': 'true' },
        })
      if (method === 'GET' && path.startsWith('/deletedsecrets/'))
        return polls++ === 0
          ? undefined
          : secret('a', '', { recoveryId: 'x', tags: { ...tags, 'dmt-deleted': 'true' } })
      return method === 'DELETE' ? { status: 204 } : undefined
    }
    expect(await openStore(scripted(vault, { prefix: '', purge: true })).delete('a')).toBe(true)
    const told = vault.asked.map(({ method, path }) => `${method} ${path}`)
    expect(told.filter((one) => one.startsWith('DELETE'))).toEqual([
      'DELETE /secrets/a-30',
      'DELETE /deletedsecrets/a-30',
      'DELETE /secrets/a',
      'DELETE /deletedsecrets/a',
    ])
    expect(polls).toBe(3)
  })

  it('tells of a disabled secret that it is denied, with what helps', async () => {
    const vault = await scriptedKeyVault()
    vault.answer = () =>
      refusal(403, 'Forbidden', 'SecretDisabled', 'Operation get is not allowed on a disabled secret.')
    await expect(openStore(scripted(vault)).get('a')).rejects.toMatchObject({
      code: 'permission-denied',
      nativeCode: '403 Forbidden SecretDisabled',
      message: expect.stringContaining('enable the secret in the vault'),
    })
  })

  it('trusts no secret of another path, without a value, or with a part that is gone', async () => {
    const vault = await scriptedKeyVault()
    const store = openStore(scripted(vault, { prefix: '' }))
    const answers = [
      [secret('a', '{}', { tags: { ...tags, 'dmt-path': 'b' } }), 'is of the path "b"'],
      [secret('a', '{}', { value: undefined }), 'without a value'],
      [secret('a', '{', {}), 'is no JSON object'],
      [
        secret('a', '{"parts":["1"]}', { contentType: 'application/vnd.dmt.parts' }),
        'a part of a divided secret is missing',
      ],
    ] as const
    for (const [answer, message] of answers) {
      vault.answer = ({ path }) => (path.startsWith('/secrets/a-3') ? undefined : answer)
      await expect(store.get('a')).rejects.toMatchObject({
        code: 'internal',
        message: expect.stringContaining(message),
      })
    }
  })

  it('waits for a name that is being purged, as long as its call may take', async () => {
    const vault = await scriptedKeyVault()
    let refused = 0
    vault.answer = ({ method }) => (method === 'PUT' && refused++ < 2 ? refusal(409, 'Conflict') : undefined)
    await openStore(scripted(vault)).put('a', {})
    expect(vault.asked.filter(({ method }) => method === 'PUT')).toHaveLength(3)
  })

  it('repeats what was throttled after the time that Key Vault named, and nothing else by itself', async () => {
    const vault = await scriptedKeyVault()
    let asked = 0
    vault.answer = () =>
      asked++ < 2 ? { ...refusal(429, 'Throttled'), headers: { 'retry-after-ms': '20' } } : undefined
    const store = openStore(scripted(vault, { retries: 3 }))
    expect(await store.get('a')).toBeUndefined()
    // Two that were refused, one for the secret and one for what was deleted.
    expect(asked).toBe(4)
    vault.answer = () => refusal(503, 'ServiceUnavailable')
    const before = vault.asked.length
    await expect(openStore(scripted(vault)).get('a')).rejects.toMatchObject({ code: 'unavailable' })
    expect(vault.asked.length - before).toBe(1)
  })

  it('ends a call whose identity hangs', async () => {
    const vault = await scriptedKeyVault()
    const credential = { getToken: () => new Promise<never>(() => {}) }
    await expect(openStore(scripted(vault, { credential, timeoutMs: 200 })).get('a')).rejects.toMatchObject({
      code: 'timeout',
    })
  })

  it('asks for a token once, and again when it has expired', async () => {
    const vault = await scriptedKeyVault()
    let tokens = 0
    const credential = { getToken: async () => ({ token: `t${++tokens}`, expiresOnTimestamp: Date.now() + lives }) }
    let lives = 3_600_000
    const store = openStore(scripted(vault, { credential, cache: { ttlMs: 0 } }))
    for (let count = 0; count < 3; count++) await store.get('a')
    expect(tokens).toBe(1)
    lives = -1
    const other = openStore(scripted(vault, { credential }))
    for (let count = 0; count < 3; count++) await other.get('a')
    // One for each request: an absent secret is looked for among the deleted ones too.
    expect(tokens).toBe(7)
    expect(vault.asked.at(-1)?.headers.authorization).toBe('Bearer t7')
  })
})
