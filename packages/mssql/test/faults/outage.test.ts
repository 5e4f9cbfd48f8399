import { FaultProxy } from '@dmt-providers/conformance'
import { describe, expect, it, onTestFinished } from 'vitest'
import { urlWith } from '../../../../tooling/fixtures/url-with.js'
import { describeOn } from '../../../../tooling/servers/describe-on.js'
import { freshMssqlAt } from '../../../../tooling/servers/mssql/fresh-mssql.js'
import { mssqlAt } from '../../../../tooling/servers/mssql/mssql-at.js'
import { ownServer } from '../../../../tooling/servers/own-server.js'
import type { OwnServer } from '../../../../tooling/servers/server.js'
import { openStore } from '../open-store.js'
import { tempDatabase } from '../temp-database.js'
import { lies, Writers } from './writers.js'

const callers = 64

/** Writers through a proxy, on a database that has its tables. */
async function writersBehindProxy(url: string) {
  await openStore({ url }).ping()
  const { hostname, port } = new URL(url)
  const proxy = await FaultProxy.start({ host: hostname, port: Number(port) })
  onTestFinished(() => proxy.close())
  const through = urlWith(url, { hostname: proxy.host, port: String(proxy.port) })
  const writers = new Writers(openStore({ url: through, connectTimeoutMs: 60_000 }), callers)
  await writers.acknowledge(100)
  return { proxy, writers }
}

await describeOn('mssql', '64 writers', () => {
  it('lose nothing, and are told nothing false, when connections break within replies', {
    timeout: 180_000,
  }, async () => {
    const url = await tempDatabase()
    const { proxy, writers } = await writersBehindProxy(url)
    for (const bytes of [0, 1, 40]) {
      proxy.cutMidReply(bytes, 8)
      await writers.acknowledge(100)
    }
    await proxy.recover()
    const told = await writers.stop()
    expect([...told.codes]).toEqual(['unavailable'])
    expect(await lies(url, told)).toEqual([])
  })

  it('go on after an outage, and lose nothing by it', { timeout: 180_000 }, async () => {
    const url = await tempDatabase()
    const { proxy, writers } = await writersBehindProxy(url)
    await proxy.refuse()
    await writers.refuse(callers)
    await proxy.recover()
    await writers.acknowledge(100)
    const told = await writers.stop()
    expect([...told.codes]).toEqual(['unavailable'])
    expect(await lies(url, told)).toEqual([])
  })
})

describe('64 writers on a server of their own', () => {
  const own = ownServer('mssql')

  it.for<[string, (server: OwnServer) => Promise<void>]>([
    ['restarted in order', (server) => server.restart()],
    ['killed and started', (server) => server.kill().then(() => server.restart())],
  ])('lose nothing, and are told nothing false, when it is %s', { timeout: 180_000 }, async ([, end], { skip }) => {
    const server = own() ?? skip('no SQL Server that a test may end')
    const database = await freshMssqlAt(server.url)
    const { writers } = await writersBehindProxy(database.url)
    await end(server)
    while ((await up(server.url)) === false);
    await writers.acknowledge(100)
    const told = await writers.stop()
    expect([...told.codes]).toEqual(['unavailable'])
    expect(await lies(database.url, told)).toEqual([])
  })
})

const up = (url: string) =>
  mssqlAt(url, 'select 1').then(
    () => true,
    () => false,
  )
