import { describe, expect, it } from 'vitest'
import { openStore } from './open-store.js'
import { type Scripted, scriptedVault } from './scripted-vault.js'

const token = 'hvs.of-the-test'
const found = (version = 1) => ({ body: { data: { data: { a: 'b' }, metadata: { version } } } })
const isRead = (path: string) => path.startsWith('secret/data/')

/** A store on one that answers reads of secrets so. */
async function answering(...answers: readonly Scripted[]) {
  const vault = await scriptedVault()
  const left = [...answers]
  vault.answer = ({ path }) => (isRead(path) ? (left.length > 1 ? left.shift() : left[0]) : undefined)
  return vault
}

describe('requests', () => {
  it('carry the token, the namespace and the mark that agents ask for', async () => {
    const vault = await answering(found())
    await openStore({ address: vault.address, token, namespace: 'team/dmt' }).get('devices/one')
    expect(vault.asked.at(-1)).toMatchObject({
      method: 'GET',
      path: 'secret/data/devices/one',
      headers: { 'x-vault-token': token, 'x-vault-namespace': 'team/dmt', 'x-vault-request': 'true' },
    })
  })

  it('log in at another namespace where one is named', async () => {
    const vault = await answering(found())
    vault.answer = ({ path }) =>
      path === 'auth/approle/login'
        ? { body: { auth: { client_token: 'hvs.logged-in', lease_duration: 0 } } }
        : isRead(path)
          ? found()
          : undefined
    const options = { auth: 'approle', roleId: 'r', namespace: 'team', authNamespace: 'all' } as const
    await openStore({ address: vault.address, ...options }).get('a')
    const namespaces = vault.asked.map(({ path, headers }) => [path, headers['x-vault-namespace']])
    expect(namespaces).toContainEqual(['auth/approle/login', 'all'])
    expect(namespaces).toContainEqual(['secret/data/a', 'team'])
  })

  it('are one for each read', async () => {
    const vault = await answering(found())
    const store = openStore({ address: vault.address, token })
    await store.get('a')
    const before = vault.asked.length
    for (let count = 0; count < 5; count++) await store.get('a')
    expect(vault.asked.length - before).toBe(5)
  })

  it('begin with the path under which a proxy serves Vault', async () => {
    const vault = await scriptedVault()
    const store = openStore({ address: `${vault.address}/proxied`, basePath: 'vault/', token })
    await expect(store.get('a')).rejects.toMatchObject({ code: 'invalid-options' })
    expect(vault.asked.at(-1)?.path).toBe('/proxied/vaultsys/internal/ui/mounts/secret')
  })
})

describe('a standby', () => {
  it('is followed to the active node, with the token', async () => {
    const active = await answering(found(7))
    const standby = await answering({ status: 307, headers: { location: `${active.address}/v1/secret/data/a` } })
    expect(await openStore({ address: standby.address, token }).get('a')).toMatchObject({ version: '7' })
    expect(active.asked.at(-1)?.headers['x-vault-token']).toBe(token)
  })

  it('that leads in a circle is unavailable', async () => {
    const vault = await scriptedVault()
    const circle = { status: 307, headers: { location: `${vault.address}/v1/secret/data/a` } }
    vault.answer = ({ path }) => (isRead(path) ? circle : undefined)
    await expect(openStore({ address: vault.address, token }).get('a')).rejects.toMatchObject({ code: 'unavailable' })
    expect(vault.asked.filter(({ path }) => isRead(path))).toHaveLength(3)
  })

  it('is not followed out of TLS', async () => {
    const vault = await answering({ status: 307, headers: { location: 'https://elsewhere.example/v1/secret/data/a' } })
    const refused = openStore({ address: vault.address, token }).get('a')
    await expect(refused).rejects.toMatchObject({ code: 'unavailable', retryable: false })
  })
})

describe('a performance standby', () => {
  it('is told of the newest write, and asked again while it has not heard of it', async () => {
    const behind = { status: 412, body: { errors: ['required index state not present'] } }
    const vault = await answering(behind, behind, found(2))
    const headers = { 'x-vault-index': 'state-after-the-write' }
    const inOrder = vault.answer
    vault.answer = (asked) => (asked.method === 'POST' ? { headers, body: { data: { version: 2 } } } : inOrder(asked))
    const store = openStore({ address: vault.address, token, retries: 3 })
    await store.put('a', { a: 'b' })
    expect(await store.get('a')).toMatchObject({ version: '2' })
    const reads = vault.asked.filter(({ method, path }) => method === 'GET' && isRead(path))
    expect(reads.map((read) => read.headers['x-vault-index'])).toEqual(Array(3).fill('state-after-the-write'))
  })
})

describe('a rate limit', () => {
  const limited = (after?: string) => ({
    status: 429,
    headers: after === undefined ? {} : { 'retry-after': after },
    body: { errors: ['request path "secret/data/a": rate limit quota exceeded'] },
  })

  it('is waited for as long as Vault says', async () => {
    const vault = await answering(limited('1'), found())
    const started = performance.now()
    expect(await openStore({ address: vault.address, token, retries: 1 }).get('a')).toBeDefined()
    expect(performance.now() - started).toBeGreaterThanOrEqual(1_000)
  })

  it('holds up a write too, which was not made', async () => {
    const vault = await answering(limited(), { body: { data: { version: 3 } } })
    expect(await openStore({ address: vault.address, token, retries: 1 }).put('a', {})).toBe('3')
  })

  it('is told by its name when nothing is repeated', async () => {
    const vault = await answering(limited('7'))
    const refused = openStore({ address: vault.address, token }).get('a')
    await expect(refused).rejects.toMatchObject({ code: 'limit-exceeded', retryAfterMs: 7_000, notApplied: true })
  })
})

describe('several nodes', () => {
  it('are asked in turn: one that is sealed, away or frozen is passed over', async () => {
    const sealed = await scriptedVault()
    sealed.answer = () => ({ status: 503, body: { errors: ['Vault is sealed'] } })
    const vault = await answering(found(4))
    const address = `http://127.0.0.1:1,${sealed.address},${vault.address}`
    const store = openStore({ address, token, retries: 3 })
    expect(await store.get('a')).toMatchObject({ version: '4' })
    const before = sealed.asked.length
    await store.get('a')
    expect(sealed.asked).toHaveLength(before)
  })
})

describe('a mount', () => {
  const mounted = async (answer: Scripted) => {
    const vault = await answering(found())
    vault.answer = ({ path }) => (path.startsWith('sys/internal') ? answer : undefined)
    return openStore({ address: vault.address, token }).get('a')
  }

  it.each([
    ['of another version', { path: 'secret/', type: 'kv', options: null }, 'kv: the mount secret is of KV version 1'],
    ['of another engine', { path: 'secret/', type: 'transit' }, 'is of type transit'],
    ['above the one named', { path: 'sec/', type: 'kv', options: { version: '2' } }, 'is below the mount sec'],
  ])('%s is refused by name', async (_, data, message) => {
    const read = mounted({ body: { data } })
    await expect(read).rejects.toMatchObject({ code: 'invalid-options', message: expect.stringContaining(message) })
  })

  it('that does not exist is refused, and says that rights may be what is missing', async () => {
    const errors = ['preflight capability check returned 403, please ensure client policies grant access to path']
    const read = mounted({ status: 403, body: { errors } })
    const message = expect.stringContaining('there is no mount secret, or no policy of the token allows anything in it')
    await expect(read).rejects.toMatchObject({ code: 'permission-denied', message })
  })

  it('is looked at once', async () => {
    const vault = await answering(found())
    const store = openStore({ address: vault.address, token })
    await Promise.all([store.get('a'), store.get('b'), store.list('')])
    await store.get('c')
    expect(vault.asked.filter(({ path }) => path.startsWith('sys/internal'))).toHaveLength(1)
  })
})

describe('a mount that takes only writes which say what they replace', () => {
  it('is written with the newest version, again when another was faster', async () => {
    const vault = await scriptedVault()
    let current = 4
    vault.answer = ({ method, path, body }) => {
      if (path === 'secret/metadata/a') {
        const versions = { [current]: { deletion_time: '', destroyed: false } }
        return { body: { data: { current_version: current++, versions } } }
      }
      if (method !== 'POST') return undefined
      const cas: unknown = Object.assign({ cas: undefined }, body.options).cas
      if (cas === undefined)
        return { status: 400, body: { errors: ['check-and-set parameter required for this call'] } }
      const errors = ['check-and-set parameter did not match the current version']
      return cas === 5 ? { body: { data: { version: 6 } } } : { status: 400, body: { errors } }
    }
    expect(await openStore({ address: vault.address, token }).put('a', {})).toBe('6')
  })
})
