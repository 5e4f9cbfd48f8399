import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { FaultProxy } from '@dmt-providers/conformance'
import { expect, it, onTestFinished } from 'vitest'
import { describeOwn } from '../../../tooling/servers/describe-own.js'
import { etcdAt } from '../../../tooling/servers/etcd/etcd-at.js'
import { findEtcd } from '../../../tooling/servers/etcd/etcd-program.js'
import { startEtcd } from '../../../tooling/servers/etcd/start-etcd.js'
import { isMissing } from '../../../tooling/servers/server.js'
import { until } from '../../../tooling/servers/until.js'
import { createEtcd, type EtcdOptions } from '../src/index.js'

/** Seconds for which a token is good that nobody uses. */
const tokenLife = 1

async function serverWithPasswords() {
  const server = await startEtcd(findEtcd, ['--auth-token-ttl', String(tokenLife)])
  if (isMissing(server)) throw new Error(server.missing)
  onTestFinished(() => server.stop())
  const { host, password } = new URL(server.url)
  const open = (options: Partial<EtcdOptions>) => {
    const store = createEtcd({ endpoints: host, user: 'root', retries: 0, ...options })
    onTestFinished(() => store.close())
    return store
  }
  return { url: server.url, password, host, open }
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

await describeOwn('etcd-cluster', 'etcd with passwords', () => {
  it('goes on when its token has expired: calls, and a watch that comes back', { timeout: 60_000 }, async () => {
    const server = await serverWithPasswords()
    const proxy = await FaultProxy.start({ host: '127.0.0.1', port: Number(new URL(server.url).port) })
    onTestFinished(() => proxy.close())
    const store = server.open({ password: server.password })
    const watching = server.open({ password: server.password, endpoints: `127.0.0.1:${proxy.port}` })
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
  })

  it('reads its password again when etcd no longer takes it', async () => {
    const { url, password, open } = await serverWithPasswords()
    const folder = await mkdtemp(join(tmpdir(), 'dmt-etcd-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    const passwordFile = join(folder, 'password')
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
    expect(password).not.toBe('')
  })
})
