import { generateKeyPairSync } from 'node:crypto'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { FaultProxy } from '@dmt-providers/conformance'
import { expect, it, onTestFinished } from 'vitest'
import { etcdAt, grantPrefix } from '../../../tooling/servers/etcd/etcd-at.js'
import { until } from '../../../tooling/servers/until.js'
import { onEveryEtcd } from './every-etcd.js'
import { ownEtcd } from './own-etcd.js'

/** Seconds for which a token is good: a simple one that nobody uses, or any JWT. */
const tokenLife = 1

/** A folder that etcd's user may read. */
async function folderForAll(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'dmt-etcd-'))
  await chmod(folder, 0o755)
  onTestFinished(() => rm(folder, { recursive: true }))
  return folder
}

/** What etcd is told about its tokens, of each kind. */
const tokens: Readonly<Record<string, () => Promise<readonly string[]>>> = {
  simple: async () => ['--auth-token-ttl', String(tokenLife)],
  async jwt() {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 })
    const [pub, priv] = await Promise.all([folderForAll(), folderForAll()].map(async (made) => join(await made, 'key')))
    await writeFile(pub ?? '', publicKey.export({ type: 'spki', format: 'pem' }))
    await writeFile(priv ?? '', privateKey.export({ type: 'pkcs1', format: 'pem' }))
    return ['--auth-token', `jwt,pub-key=${pub},priv-key=${priv},sign-method=RS256,ttl=${tokenLife}s`]
  },
}

/** Resolves once etcd no longer knows a token that was good before. */
async function tokenExpired({ url, password }: { url: string; password: string }): Promise<void> {
  const post = (path: string, body: object, headers = {}) =>
    fetch(`http://${new URL(url).host}/v3/${path}`, { method: 'POST', body: JSON.stringify(body), headers })
  const { token } = Object.assign(
    { token: '' },
    await (await post('auth/authenticate', { name: 'root', password })).json(),
  )
  // Each look uses the token and so prolongs its life, but for looks that are further apart than that.
  await pause(tokenLife * 2_500)
  await until('the end of a token', 30_000, async () => {
    const { ok } = await post('kv/range', { key: 'YQ==' }, { authorization: token })
    if (!ok) return true
    await pause(tokenLife * 2_500)
    return undefined
  })
}

await onEveryEtcd('etcd with passwords', (find) => {
  it.each(Object.entries(tokens))(
    'goes on when its %s token has expired: calls, and a watch that comes back',
    { timeout: 60_000 },
    async (_, argumentsOf) => {
      const server = await ownEtcd(find, await argumentsOf())
      const proxy = await FaultProxy.start({ host: '127.0.0.1', port: server.port })
      onTestFinished(() => proxy.close())
      const store = server.open()
      const watching = server.open({ endpoints: `127.0.0.1:${proxy.port}` })
      await store.put('a', '1')
      const watch = watching.watch('a')
      onTestFinished(async () => void (await watch.return()))
      await watch.next()
      const waiting = watch.next()
      await tokenExpired(server)
      await store.put('a', '2')
      expect(await waiting).toMatchObject({ value: [{ value: '2' }] })
      const next = watch.next()
      await tokenExpired(server)
      proxy.dropConnections()
      await store.put('a', '3')
      expect(await next).toMatchObject({ value: [{ value: '3' }] })
    },
  )

  it('opens no further connection and logs in once for each token that expired', { timeout: 60_000 }, async () => {
    const server = await ownEtcd(find, await tokens.jwt?.())
    const proxy = await FaultProxy.start({ host: '127.0.0.1', port: server.port })
    onTestFinished(() => proxy.close())
    const store = server.open({ endpoints: `127.0.0.1:${proxy.port}` })
    await store.put('a', '1')
    const open = proxy.open
    for (const value of ['2', '3']) {
      await tokenExpired(server)
      const sent = proxy.bytesToServer
      await Promise.all(Array.from({ length: 20 }, async () => await store.get('a')))
      await store.put('a', value)
      expect(proxy.bytesToServer - sent).toBeLessThan(50_000)
    }
    expect(proxy.open).toBe(open)
    expect(proxy.connections).toBe(open)
  })

  it.each(Object.entries(tokens))(
    'goes on with a %s token when what users may do is changed',
    async (_, argumentsOf) => {
      const server = await ownEtcd(find, await argumentsOf())
      const service = { user: 'service', password: 'Service-Password-1' }
      await grantPrefix(server.url, { ...service, role: 'dmt', prefix: 'dmt/' })
      const store = server.open({ ...service, prefix: 'dmt/' })
      await store.put('a', '1')
      const watch = store.watch('a')
      onTestFinished(async () => void (await watch.return()))
      await watch.next()
      await etcdAt(server.url, 'auth/user/add', { name: 'another', password: 'Another-Password-1' })
      await etcdAt(server.url, 'auth/user/grant', { user: 'another', role: 'dmt' })
      await store.put('a', '2')
      expect(await watch.next()).toMatchObject({ value: [{ value: '2' }] })
      expect(await store.get('a')).toMatchObject({ value: '2' })
    },
  )

  it('ends a watch when its user may no longer read, and does not answer that nothing is there', async () => {
    const { url, open } = await ownEtcd(find)
    const service = { user: 'service', password: 'Service-Password-1' }
    await grantPrefix(url, { ...service, role: 'dmt', prefix: 'dmt/' })
    const store = open({ ...service, prefix: 'dmt/', rescanMs: 200 })
    await store.put('a', '1')
    const watch = store.watch('')
    await watch.next()
    // It may end before etcd has answered the revocation.
    const ended = expect(watch.next()).rejects.toMatchObject({ code: 'permission-denied' })
    await etcdAt(url, 'auth/user/revoke', { name: 'service', role: 'dmt' })
    await ended
    await etcdAt(url, 'auth/user/grant', { user: 'service', role: 'dmt' })
    expect((await store.watch('').next()).value).toMatchObject([{ value: '1' }])
  })

  it('ends a watch when its user is removed', async () => {
    const { url, open } = await ownEtcd(find)
    const service = { user: 'service', password: 'Service-Password-1' }
    await grantPrefix(url, { ...service, role: 'dmt', prefix: 'dmt/' })
    const store = open({ ...service, prefix: 'dmt/', rescanMs: 200 })
    await store.put('a', '1')
    const watch = store.watch('')
    await watch.next()
    const ended = expect(watch.next()).rejects.toMatchObject({
      code: expect.stringMatching(/^(unauthenticated|permission-denied)$/),
    })
    await etcdAt(url, 'auth/user/delete', { name: 'service' })
    await ended
  })

  it('reads its password again when etcd no longer takes it', async () => {
    const { url, open } = await ownEtcd(find)
    const passwordFile = join(await folderForAll(), 'password')
    await etcdAt(url, 'auth/user/add', { name: 'service', password: 'First-Password-1' })
    await etcdAt(url, 'auth/user/grant', { user: 'service', role: 'root' })
    await writeFile(passwordFile, 'First-Password-1\n')
    const [rotating, fixed] = [
      open({ user: 'service', passwordFile }),
      open({ user: 'service', password: 'First-Password-1' }),
    ]
    for (const store of [rotating, fixed]) await store.put('a', '1')
    await etcdAt(url, 'auth/user/changepw', { name: 'service', password: 'Second-Password-2' })
    await expect(rotating.get('a')).rejects.toMatchObject({ code: 'unauthenticated' })
    await writeFile(passwordFile, 'Second-Password-2\n')
    expect(await rotating.get('a')).toMatchObject({ value: '1' })
    await expect(fixed.get('a')).rejects.toMatchObject({ code: 'unauthenticated' })
  })
})
