import { describe, expect, it, onTestFinished } from 'vitest'
import { urlWith } from '../../../../tooling/fixtures/url-with.js'
import { mariadbAt } from '../../../../tooling/servers/mariadb/mariadb-at.js'
import { ownServer } from '../../../../tooling/servers/own-server.js'
import { openStore } from '../open-store.js'
import { tempUser } from '../temp-user.js'

const guid = (number: number) => `5a6b7c8d-0000-4000-8000-${number.toString(16).padStart(12, '0')}`

/** Two servers that know nothing of each other: which of them has a row tells who was asked. */
describe('several hosts in one URL', () => {
  const [first, second] = [ownServer('mariadb'), ownServer('mariadb')]

  /** The same database and user on both servers, and a URL that names them in this order. */
  async function pair() {
    const servers = [first()?.url, second()?.url].map((url) => {
      if (url === undefined) throw new Error('no MariaDB server')
      return url
    })
    const [one = '', two = ''] = servers
    const name = `hosts_${process.hrtime.bigint()}`
    const user = await tempUser(one)
    await mariadbAt(two, `create user ${user.name}@'%' identified by '${user.password}'`)
    for (const server of servers) {
      await mariadbAt(server, `create database ${name}`, `grant all on ${name}.* to ${user.name}@'%'`)
      const store = openStore({ url: urlOf(server) })
      await store.ping()
    }
    function urlOf(...several: readonly string[]): string {
      const hosts = several.map((url) => new URL(url).host).join(',')
      return `mariadb://${user.name}:${user.password}@${hosts}/${name}`
    }
    const stored = async (server: string) =>
      (await mariadbAt(urlWith(server, { pathname: `/${name}` }), 'select guid from devices')).map((row) => row.guid)
    return { one, two, urlOf, stored }
  }

  /** Lets a server take no writes but of its administrator, as a replica. */
  async function readOnly(server: string): Promise<void> {
    onTestFinished(async () => void (await mariadbAt(server, 'set global read_only = 0')))
    await mariadbAt(server, 'set global read_only = 1')
  }

  it.each([
    ['is not listened to', 'mariadb://127.0.0.1:1'],
    ['has no address', 'mariadb://no-such-host.invalid:3306'],
  ])('passes over one that %s', async (_, gone) => {
    const { one, urlOf, stored } = await pair()
    const store = openStore({ url: urlOf(gone, one), sslmode: 'disable' })
    await store.devices.insert({ guid: guid(1), tenantId: '' })
    expect(await stored(one)).toEqual([guid(1)])
  })

  it('passes over one that takes no writes, and serves reads there while there is no other', async () => {
    const { one, two, urlOf, stored } = await pair()
    await readOnly(one)
    await openStore({ url: urlOf(one, two) }).devices.insert({ guid: guid(2), tenantId: '' })
    expect(await stored(two)).toEqual([guid(2)])
    const alone = openStore({ url: urlOf(one, 'mariadb://127.0.0.1:1'), retries: 0 })
    expect(await alone.devices.count('')).toBe(0)
    await expect(alone.devices.insert({ guid: guid(3), tenantId: '' })).rejects.toMatchObject({
      code: 'unavailable',
      nativeCode: '1290',
      notApplied: true,
    })
  })

  it('leaves one that became a replica at the first write that it refuses, of which no caller hears', async () => {
    const { one, two, urlOf, stored } = await pair()
    const store = openStore({ url: urlOf(one, two), poolMax: 4 })
    await store.devices.insert({ guid: guid(4), tenantId: '' })
    await readOnly(one)
    const numbers = Array.from({ length: 20 }, (_, index) => 100 + index)
    await Promise.all(numbers.map((number) => store.devices.insert({ guid: guid(number), tenantId: '' })))
    expect(await stored(one)).toEqual([guid(4)])
    expect(new Set(await stored(two))).toEqual(new Set(numbers.map(guid)))
  })

  it('leaves it with all of its connections at once, also when a call has fewer attempts than there are', async () => {
    const { one, two, urlOf, stored } = await pair()
    const store = openStore({ url: urlOf(one, two), poolMax: 10, retries: 1 })
    const busy = Array.from({ length: 10 }, (_, index) =>
      store.devices.insert({ guid: guid(200 + index), tenantId: '' }),
    )
    await Promise.all(busy)
    await readOnly(one)
    await store.devices.insert({ guid: guid(300), tenantId: '' })
    expect(await stored(two)).toEqual([guid(300)])
    expect(await store.devices.count('')).toBe(1)
  })

  it('leaves one that was killed, and tells of nothing but what was under way', async () => {
    const { one, two, urlOf, stored } = await pair()
    const store = openStore({ url: urlOf(one, two), poolMax: 4 })
    await store.devices.insert({ guid: guid(5), tenantId: '' })
    await first()?.kill()
    onTestFinished(async () => void (await first()?.restart()))
    await store.devices.count('')
    await store.devices.insert({ guid: guid(6), tenantId: '' })
    expect(await stored(two)).toEqual([guid(6)])
  })

  it('tells, when none can be used, what is wrong with each', async () => {
    const { one, urlOf } = await pair()
    const url = urlOf(one, 'mariadb://127.0.0.1:1').replace(/:[^:@]*@/, ':Wrong-1@')
    await expect(openStore({ url, retries: 0 }).ping()).rejects.toMatchObject({
      message: expect.stringMatching(/Access denied.*ECONNREFUSED/s),
    })
  })
})
