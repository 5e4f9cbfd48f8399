import { expect, it, onTestFinished } from 'vitest'
import { describeOwn } from '../../../../tooling/servers/describe-own.js'
import { startPgbouncer } from '../../../../tooling/servers/pgbouncer/start-pgbouncer.js'
import { isMissing } from '../../../../tooling/servers/server.js'
import { openStore } from '../open-store.js'
import { sqlAt } from '../sql-at.js'
import { type Side, twoServers, urlOfHosts } from './two-servers.js'

/** The address of a proxy in front of a server, which has told it that it accepts writes. */
async function proxyOf(side: Side): Promise<string> {
  const proxy = await startPgbouncer(side.url)
  if (isMissing(proxy)) throw new Error(proxy.missing)
  onTestFinished(() => proxy.stop())
  await sqlAt(proxy.url, 'select 1')
  return new URL(proxy.url).host
}

await describeOwn('pgbouncer', 'a store of two servers behind a proxy each', () => {
  const sides = twoServers()
  const device = { guid: '5a6b7c8d-0000-4000-8000-0000000000c2', tenantId: '' }

  it('asks a server what it is, since the proxy repeats what it was told once', async () => {
    const [one, two] = sides()
    const hosts = [await proxyOf(one), await proxyOf(two)]
    await one.onlyReads(true)
    const store = openStore({ url: urlOfHosts(hosts, one, '?preparedStatements=false') })
    await store.devices.insert(device)
    expect(await sqlAt(two.url, 'select guid from devices')).toEqual([{ guid: device.guid }])
  })
})
