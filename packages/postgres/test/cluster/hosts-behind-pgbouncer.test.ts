import { expect, it, onTestFinished } from 'vitest'
import { describeOwn } from '../../../../tooling/servers/describe-own.js'
import { startPgbouncer } from '../../../../tooling/servers/pgbouncer/start-pgbouncer.js'
import { isMissing } from '../../../../tooling/servers/server.js'
import { sqlAt } from '../sql-at.js'
import { portIn, portOf } from './open-pool.js'
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

  it('asks a server what it is, since the proxy repeats what it was told once', async () => {
    const [one, two] = sides()
    const url = urlOfHosts([await proxyOf(one), await proxyOf(two)], one, '?preparedStatements=false')
    await one.onlyReads(true)
    expect(await portOf({ url })).toBe(portIn(two))
  })
})
