import { readFile, writeFile } from 'node:fs/promises'
import { FaultProxy } from '@dmt-providers/conformance'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { tempFile } from '../../../tooling/fixtures/temp-file.js'
import {
  administrator,
  type ConsulToken,
  consulAt,
  consulToken,
  revokeConsulToken,
} from '../../../tooling/servers/consul/consul-at.js'
import { describeOn } from '../../../tooling/servers/describe-on.js'
import { type ConsulOptions, createConsul } from '../src/index.js'

/** Longest time for which a watch may not know that its token was taken back: a wait of Consul, and some for the machine. */
const noticed = 20_000

const policy = async (name: 'service' | 'operator') =>
  await readFile(new URL(`../policies/${name}.hcl`, import.meta.url), 'utf8')

await describeOn('consul', 'Consul', ({ url }) => {
  const open = (options: Partial<ConsulOptions>) => {
    const store = createConsul({ endpoints: new URL(url).host, prefix: 'dmt/', retries: 0, ...options })
    onTestFinished(() => store.close())
    return store
  }
  const asAdministrator = (options: Partial<ConsulOptions> = {}) =>
    open({ token: administrator(url).token, ...options })
  const granted = async (rules: string): Promise<ConsulToken> => {
    const made = await consulToken(url, rules)
    onTestFinished(async () => void (await revokeConsulToken(url, made.accessor)))
    return made
  }

  describe('with the policies that the package has', () => {
    it('lets a service read and watch, and write nothing', async () => {
      await asAdministrator().put('policies/a', '1')
      const store = open({ token: (await granted(await policy('service'))).token })
      await store.probe()
      expect(await store.get('policies/a')).toMatchObject({ value: '1' })
      expect(await store.list('')).not.toEqual([])
      const watch = store.watch('policies/')
      expect(await watch.next()).toMatchObject({ value: [{ value: '1' }] })
      await watch.return()
      await expect(store.put('policies/a', '2')).rejects.toMatchObject({ code: 'permission-denied' })
    })

    it('lets an operator write as well, below the prefix alone', async () => {
      const { token } = await granted(await policy('operator'))
      await open({ token }).put('policies/b', '1')
      const outside = open({ token, prefix: 'other/' })
      for (const call of [
        () => outside.put('a', '1'),
        () => outside.get('a'),
        () => outside.list(''),
        () => outside.watch('').next(),
      ])
        await expect(call()).rejects.toMatchObject({ code: 'permission-denied' })
    })
  })

  describe('never reads as absent or empty what a token may not read', () => {
    const parts = 'key_prefix "dmt/parts/" { policy = "read" }\nkey_prefix "dmt/parts/hidden/" { policy = "deny" }'

    beforeAll(async () => {
      if (url === '') return
      for (const key of ['parts/open/a', 'parts/hidden/a']) await consulAt(url, 'PUT', `kv/dmt/${key}`, 'value')
    })

    it.each(['', 'parts/', 'parts/hidden/', 'none/', 'parts/hidden/none/'])('below %j', async (prefix) => {
      const store = open({ token: (await granted(parts)).token })
      await expect(store.list(prefix)).rejects.toMatchObject({ code: 'permission-denied' })
      await expect(store.watch(prefix).next()).rejects.toMatchObject({ code: 'permission-denied' })
      expect(await store.list('parts/open/')).toMatchObject([{ key: 'parts/open/a' }])
      expect(await store.list('parts/none/')).toEqual([])
    })

    it('to whoever has no token, also where nobody’s token may read a part', async () => {
      for (const call of [
        () => open({}).get('parts/open/a'),
        () => open({}).list('parts/'),
        () => open({}).list('none/'),
        () => open({}).probe(),
        () => open({}).put('a', '1'),
      ])
        await expect(call()).rejects.toMatchObject({ code: expect.stringMatching(/unauthenticated|permission-denied/) })
      await letNobodyRead(parts)
      expect(await open({}).get('parts/open/a')).toMatchObject({ value: 'value' })
      expect(await open({}).list('parts/open/')).toMatchObject([{ value: 'value' }])
      await expect(open({}).list('parts/')).rejects.toMatchObject({ code: 'permission-denied' })
      await expect(open({}).watch('parts/').next()).rejects.toMatchObject({ code: 'permission-denied' })
    })

    it('once a part of what a watch reads is hidden from it', { timeout: 2 * noticed }, async () => {
      const { token, policy: name } = await granted('key_prefix "dmt/" { policy = "read" }')
      const watch = open({ token }).watch('parts/')
      expect((await watch.next()).value).toHaveLength(2)
      const { ID } = Object.assign({ ID: '' }, await consulAt(url, 'GET', `acl/policy/name/${name}`))
      await consulAt(url, 'PUT', `acl/policy/${ID}`, { ID, Name: name, Rules: parts })
      await consulAt(url, 'PUT', 'kv/dmt/parts/open/b', 'later')
      await expect(watch.next().then(async () => await watch.next())).rejects.toMatchObject({
        code: 'permission-denied',
      })
    })
  })

  describe('when a token is taken back', () => {
    it('refuses calls at once, and a watch soon', { timeout: 2 * noticed }, async () => {
      const { token, accessor } = await consulToken(url, await policy('service'))
      const { store, waiting } = await watching('revoked', { token })
      const began = performance.now()
      await Promise.all([
        expect(waiting).rejects.toMatchObject({ code: 'unauthenticated' }),
        revokeConsulToken(url, accessor).then(
          async () => await expect(store.get('a')).rejects.toMatchObject({ code: 'unauthenticated' }),
        ),
      ])
      expect(performance.now() - began).toBeLessThan(noticed)
    })

    it('goes on with the one that is in the file by then: calls, and a watch', { timeout: 2 * noticed }, async () => {
      const rules = await policy('service')
      const [first, second] = [await consulToken(url, rules), await granted(rules)]
      const tokenFile = await tempFile(`${first.token}\n`)
      const { store, waiting } = await watching('rotated', { tokenFile })
      await writeFile(tokenFile, second.token)
      await revokeConsulToken(url, first.accessor)
      expect(await store.get('rotated/a')).toMatchObject({ value: 'before' })
      await asAdministrator().put('rotated/a', 'newest')
      expect(await waiting).toMatchObject({ value: [{ value: 'newest' }] })
    })

    it('reads the file again with each call until another token is in it', async () => {
      const { token } = await granted(await policy('service'))
      const tokenFile = await tempFile('a-token-of-nobody')
      const store = open({ tokenFile })
      for (let count = 0; count < 2; count++)
        await expect(store.get('a')).rejects.toMatchObject({ code: 'unauthenticated' })
      await writeFile(tokenFile, token)
      expect(await store.get('rotated/none')).toBeUndefined()
    })

    it.each([
      ['', 'unauthenticated', 'is empty'],
      ['two words', 'invalid-options', 'holds more than one word'],
    ])('says what is wrong with a file that holds %j', async (text, code, message) => {
      const call = open({ tokenFile: await tempFile(text) }).get('a')
      await expect(call).rejects.toMatchObject({ code, message: expect.stringContaining(message) })
    })
  })

  /** A watch whose query waits at the server, for the second of its answers. */
  async function watching(place: string, options: Partial<ConsulOptions>) {
    await asAdministrator().put(`${place}/a`, 'before')
    const proxy = await FaultProxy.start({ host: '127.0.0.1', port: Number(new URL(url).port) })
    const store = open({ endpoints: `127.0.0.1:${proxy.port}`, ...options })
    const watch = store.watch(`${place}/`)
    onTestFinished(async () => {
      await watch.return()
      await proxy.close()
    })
    expect(await watch.next()).toMatchObject({ value: [{ value: 'before' }] })
    const waiting = watch.next()
    // The list, and the query that waits.
    await expect.poll(() => proxy.sends).toBe(2)
    return { store, waiting }
  }

  /** Gives rights to those who have no token, for the running test. */
  async function letNobodyRead(rules: string): Promise<void> {
    const accessor = '00000000-0000-0000-0000-000000000002'
    const { policy: name } = await granted(rules)
    await consulAt(url, 'PUT', `acl/token/${accessor}`, { AccessorID: accessor, Policies: [{ Name: name }] })
    onTestFinished(async () => {
      await consulAt(url, 'PUT', `acl/token/${accessor}`, { AccessorID: accessor, Policies: [] })
    })
  }
})
