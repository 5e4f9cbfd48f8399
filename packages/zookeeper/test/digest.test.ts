import { randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { expect, it, onTestFinished } from 'vitest'
import { tempFile } from '../../../tooling/fixtures/temp-file.js'
import { describeOn } from '../../../tooling/servers/describe-on.js'
import { digestOf, superUser } from '../../../tooling/servers/zookeeper/zookeeper-node.js'
import { createZookeeper, type ZookeeperOptions } from '../src/index.js'
import { RawZookeeper } from './raw-zookeeper.js'

const first = { user: 'service', password: 'First-Password-1' }
const second = { user: 'service', password: 'Second-Password-2' }

await describeOn('zookeeper', 'users of the scheme digest', ({ url }) => {
  const endpoints = new URL(url || 'zookeeper://host:1').host

  const open = (options: Partial<ZookeeperOptions>) => {
    const store = createZookeeper({ endpoints, retries: 0, sessionTimeoutMs: 3_000, ...options })
    onTestFinished(() => store.close())
    return store
  }

  const raw = (who: { user: string; password: string }) => {
    const client = new RawZookeeper(endpoints, who)
    onTestFinished(() => client.close())
    return client
  }

  /** Makes every node below one another user's. */
  const handOver = async (node: string, who: { user: string; password: string }) => {
    const admin = raw(superUser)
    for (const one of await admin.tree(node)) await admin.setOwner(one, 'digest', digestOf(who))
  }

  it('own what they write, those above it included, as another client sees it', async () => {
    const prefix = randomUUID()
    await open({ prefix, ...first }).put('a/b', 'the value')
    const witness = raw(first)
    expect(await witness.read(`/${prefix}/a/b`)).toBe('the value')
    for (const node of await witness.tree(`/${prefix}`))
      expect(await witness.owners(node)).toEqual([`digest:${digestOf(first)}`])
    await open({ prefix: `${prefix}-open` }).put('a', '')
    expect(await witness.owners(`/${prefix}-open/a`)).toEqual(['world:anyone'])
  })

  it('read what another client wrote', async () => {
    const prefix = randomUUID()
    const store = open({ prefix, ...first })
    const version = await store.put('a', '1')
    await raw(first).write(`/${prefix}/a`, '{"é":"😀"}')
    const found = await store.get('a')
    expect(found?.value).toBe('{"é":"😀"}')
    await expect(store.put('a', '2', { expected: { version } })).rejects.toMatchObject({ code: 'stale-version' })
  })

  it('with a wrong password are refused, and are never told that nothing is there', async () => {
    const prefix = randomUUID()
    await open({ prefix, ...first }).put('a', '1')
    const store = open({ prefix, ...second })
    for (const call of [
      () => store.get('a'),
      () => store.get('b'),
      () => store.list(''),
      () => store.put('a', '2'),
      () => store.put('b', '2'),
      () => store.put('a', '2', { expected: 'absent' }),
      () => store.probe(),
      () => store.watch('').next(),
    ])
      await expect(call()).rejects.toMatchObject({ code: 'permission-denied', nativeCode: 'NO_AUTH' })
  })

  it('read their password again when it is not enough any more, and a watch goes on', async () => {
    const prefix = randomUUID()
    const passwordFile = await tempFile(`${first.password}\n`)
    const [rotating, fixed] = [open({ prefix, user: first.user, passwordFile }), open({ prefix, ...first })]
    for (const store of [rotating, fixed]) await store.put('a', '1')
    const watch = rotating.watch('')
    expect(await watch.next()).toMatchObject({ value: [{ value: '1' }] })
    const waiting = watch.next()
    await writeFile(passwordFile, `${second.password}\n`)
    await handOver(`/${prefix}`, second)
    await raw(second).write(`/${prefix}/a`, '2')
    expect(await waiting).toMatchObject({ value: [{ value: '2' }] })
    expect(await rotating.get('a')).toMatchObject({ value: '2' })
    await rotating.put('new', '3')
    expect(await raw(second).owners(`/${prefix}/new`)).toEqual([`digest:${digestOf(second)}`])
    await expect(fixed.get('a')).rejects.toMatchObject({ code: 'permission-denied' })
    await watch.return()
  })

  it('renew their password once for many calls that are refused together', async () => {
    const prefix = randomUUID()
    const passwordFile = await tempFile(first.password)
    const store = open({ prefix, user: first.user, passwordFile })
    await store.put('a', '1')
    await writeFile(passwordFile, second.password)
    await handOver(`/${prefix}`, second)
    const answers = await Promise.all(Array.from({ length: 50 }, () => store.get('a')))
    expect(new Set(answers.map((one) => one?.value))).toEqual(new Set(['1']))
  })

  it('stay refused while the file has the password that is not enough', async () => {
    const prefix = randomUUID()
    const passwordFile = await tempFile(first.password)
    const store = open({ prefix, user: first.user, passwordFile })
    await store.put('a', '1')
    await handOver(`/${prefix}`, second)
    await expect(store.get('a')).rejects.toMatchObject({ code: 'permission-denied' })
    await writeFile(passwordFile, second.password)
    expect(await store.get('a')).toMatchObject({ value: '1' })
  })

  it('are unauthenticated while their file cannot be read, which is named', async () => {
    const store = open({ user: first.user, passwordFile: './none' })
    await expect(store.get('a')).rejects.toMatchObject({
      code: 'unauthenticated',
      message: expect.stringContaining('passwordFile: the file ./none cannot be read'),
    })
  })
})
