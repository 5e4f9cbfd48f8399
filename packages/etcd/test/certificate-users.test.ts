import { expect, it, onTestFinished } from 'vitest'
import { etcdAt } from '../../../tooling/servers/etcd/etcd-at.js'
import { startEtcdCluster } from '../../../tooling/servers/etcd/etcd-cluster.js'
import { isMissing } from '../../../tooling/servers/server.js'
import { createEtcd } from '../src/index.js'
import { onEveryEtcd } from './every-etcd.js'

await onEveryEtcd('etcd whose users are those of client certificates', (find) => {
  it('lets a certificate in as the user of its name, without a password', { timeout: 60_000 }, async () => {
    const cluster = await startEtcdCluster(find)
    if (isMissing(cluster)) throw new Error(cluster.missing)
    onTestFinished(() => cluster.nodes.stop())
    const store = createEtcd({
      endpoints: cluster.addresses.map(({ host, port }) => `${host}:${port}`).join(','),
      tls: true,
      prefix: 'dmt/',
      retries: 0,
      rescanMs: 200,
      ...cluster.files,
    })
    onTestFinished(() => store.close())
    await expect(store.get('a')).rejects.toMatchObject({
      code: expect.stringMatching(/^(permission-denied|unauthenticated)$/),
    })
    const [url = ''] = cluster.urls
    await etcdAt(url, 'auth/user/add', { name: 'client', options: { no_password: true } })
    await etcdAt(url, 'auth/user/grant', { user: 'client', role: 'dmt' })
    await store.put('a', '1')
    const watch = store.watch('a')
    await watch.next()
    await store.put('a', '2')
    expect((await watch.next()).value).toMatchObject([{ value: '2' }])
    const ended = expect(watch.next()).rejects.toMatchObject({ code: 'permission-denied' })
    await etcdAt(url, 'auth/user/revoke', { name: 'client', role: 'dmt' })
    await ended
  })
})
