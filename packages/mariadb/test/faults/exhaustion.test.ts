import { type Connection, createConnection } from 'mariadb'
import { describe, expect, it, onTestFinished } from 'vitest'
import { urlWith } from '../../../../tooling/fixtures/url-with.js'
import { describeOn } from '../../../../tooling/servers/describe-on.js'
import { debianBinaries } from '../../../../tooling/servers/mariadb/binaries.js'
import { mariadbAt } from '../../../../tooling/servers/mariadb/mariadb-at.js'
import { startMariadb } from '../../../../tooling/servers/mariadb/mariadb-server.js'
import { isMissing } from '../../../../tooling/servers/server.js'
import type { MariadbOptions } from '../../src/index.js'
import { connectionsOf, holder } from '../holder.js'
import { openStore } from '../open-store.js'
import { tempDatabase, userOf } from '../temp-database.js'
import { tempUser } from '../temp-user.js'

const guid = '5a6b7c8d-0000-4000-8000-00000000000a'
const device = { guid, tenantId: '' }

/** What each of many calls is told by a store whose pool is small. */
async function toldToMany(options: MariadbOptions): Promise<readonly object[]> {
  const store = openStore({ poolMax: 2, connectTimeoutMs: 1_000, retries: 0, ...options })
  const calls = await Promise.allSettled(Array.from({ length: 20 }, () => store.devices.count('')))
  return calls.map((call) => (call.status === 'rejected' ? call.reason : { answered: call.value }))
}

await describeOn('mariadb', 'a pool without a free connection', () => {
  it('tells each call so with its numbers, never counts as a server that is away, and goes on', async () => {
    const user = await userOf(await tempDatabase())
    const store = openStore({ url: user.url, poolMax: 2, connectTimeoutMs: 300, retries: 0 })
    await store.devices.insert(device)
    const other = await holder(user.url, `update devices set hostname = 'held'`)
    const held = [store.devices.update(device), store.devices.update(device)]
    await other.reached()
    while ((await connectionsOf(user.url, user.name)).length < 3);
    const calls = await Promise.allSettled(Array.from({ length: 20 }, () => store.devices.count('')))
    for (const call of calls)
      expect(call).toMatchObject({ status: 'rejected', reason: { code: 'limit-exceeded', retryable: true } })
    expect(calls[0]).toMatchObject({
      reason: {
        message: expect.stringMatching(
          /within 300 ms: 2 of at most 2 are in use, and 19 more calls wait; this one did since \d{4}-\d\d-\d\dT[\d:.]+Z/,
        ),
      },
    })
    await other.letGo()
    expect(await Promise.all(held)).toMatchObject([device, device])
    expect(await store.devices.count('')).toBe(1)
  })

  it.each<[string, (url: string) => Partial<MariadbOptions>, object]>([
    ['a wrong password', (url) => ({ url: urlWith(url, { password: 'Wrong-1' }) }), { code: 'unauthenticated' }],
    ['an unknown user', (url) => ({ url: urlWith(url, { username: 'nobody' }) }), { code: 'unauthenticated' }],
    [
      'a host that nobody knows',
      (url) => ({ url: urlWith(url, { hostname: 'no-such-host.invalid' }), sslmode: 'disable' }),
      { code: 'unavailable', nativeCode: expect.stringMatching(/ENOTFOUND|EAI_AGAIN/) },
    ],
    ['a port that nobody listens to', (url) => ({ url: urlWith(url, { port: '1' }) }), { nativeCode: 'ECONNREFUSED' }],
    [
      'TLS that the server does not offer',
      () => ({ sslmode: 'verify-full' }),
      { code: 'unavailable', retryable: false, message: expect.stringContaining('sslmode: the server offers no TLS') },
    ],
    [
      'a file of authorities that is not there',
      () => ({ sslmode: 'verify-full', sslrootcert: '/no/such/file.pem' }),
      { code: 'invalid-options', message: expect.stringContaining('/no/such/file.pem') },
    ],
    [
      'a database that is not there',
      (url) => ({ url: urlWith(url, { pathname: '/nowhere' }) }),
      { nativeCode: '1049' },
    ],
  ])('tells each call of %s, and not that the pool has no room', async (_, wrong, told) => {
    const url = await tempDatabase()
    const errors = await toldToMany({ url, ...wrong(url) })
    for (const error of errors) expect(error).toMatchObject(told)
    for (const error of errors) expect(String(Reflect.get(error, 'message'))).not.toContain('pool')
  })
})

/** Starts a server with a limit, and makes a database with its tables and a user without special rights to it. */
async function fullServer(limit: string, skip: (reason: string) => never) {
  const server = await startMariadb(debianBinaries, [limit])
  if (isMissing(server)) return skip(server.missing)
  onTestFinished(() => server.stop())
  const user = await tempUser(server.url)
  await mariadbAt(server.url, `grant all on dmt.* to ${user.name}@'%'`)
  const store = openStore({ url: user.url, poolMax: 1 })
  await store.ping()
  await store.close()
  return user.url
}

/** Takes connections of a user until the server gives no more; answers the number of its error, and how to end one. */
async function fill(url: string): Promise<{ errno: unknown; free: () => Promise<void> }> {
  const { hostname: host, port, username: user, password } = new URL(url)
  const taken: Connection[] = []
  onTestFinished(async () => {
    for (const one of taken) await one.end()
  })
  for (;;) {
    try {
      taken.push(await createConnection({ host, port: Number(port), user, password }))
    } catch (error) {
      return { errno: Reflect.get(Object(error), 'errno'), free: async () => void (await taken.pop()?.end()) }
    }
  }
}

describe('a server without room for a connection', () => {
  it.for([
    ['--max-connections=12', 1040],
    ['--max-user-connections=4', 1203],
  ] as const)(
    'by %s is told as limit-exceeded with its number, and used as soon as it has room',
    async ([limit, number], { skip }) => {
      const url = await fullServer(limit, skip)
      const filled = await fill(url)
      expect(filled.errno).toBe(number)
      for (const error of await toldToMany({ url }))
        expect(error).toMatchObject({
          code: 'limit-exceeded',
          retryable: true,
          notApplied: true,
          nativeCode: `${number}`,
        })
      const patient = openStore({ url, poolMax: 1, retries: 100 })
      const call = patient.devices.count('')
      await filled.free()
      expect(await call).toBe(0)
    },
  )

  it('for one more of a pool lets calls wait for those that there are', async ({ skip }) => {
    const url = await fullServer('--max-user-connections=2', skip)
    const store = openStore({ url, poolMax: 8, retries: 20 })
    await store.ping()
    const calls = await Promise.allSettled(Array.from({ length: 50 }, () => store.devices.count('')))
    expect(calls.filter(({ status }) => status === 'rejected')).toEqual([])
  })
})
