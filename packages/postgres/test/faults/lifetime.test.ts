import { once } from 'node:events'
import { FaultProxy } from '@dmt-providers/conformance'
import { expect, it, onTestFinished } from 'vitest'
import { urlWith } from '../../../../tooling/fixtures/url-with.js'
import { describeOn } from '../../../../tooling/servers/describe-on.js'
import { ofStores } from '../holder.js'
import { openStore } from '../open-store.js'
import { sqlAt } from '../sql-at.js'
import { tempDatabase } from '../temp-database.js'

const device = { guid: '5a6b7c8d-0000-4000-8000-00000000000a', tenantId: '' }

await describeOn('postgres', 'a connection', () => {
  it('is replaced after its time, idle or between two calls, without a call that fails', async () => {
    const url = await tempDatabase()
    const store = openStore({ url: `${url}?maxLifetimeMs=200&poolMax=1&retries=0` })
    const pids = new Set<unknown>()
    while (pids.size < 3) {
      expect(await store.devices.count('')).toBe(0)
      for (const { pid } of await sqlAt(url, `select pid ${ofStores}`)) pids.add(pid)
    }
  })

  it('that the server refuses before anything was sent costs a write another attempt, and no error', async () => {
    const url = await tempDatabase()
    await openStore({ url }).ping()
    const { hostname, port } = new URL(url)
    const proxy = await FaultProxy.start({ host: hostname, port: Number(port) })
    onTestFinished(() => proxy.close())
    const store = openStore({ url: urlWith(url, { hostname: proxy.host, port: String(proxy.port) }) })
    await store.ping()
    const noticed = once(process, 'warning')
    proxy.dropConnections()
    await noticed
    // Each new connection breaks once as soon as the server says a word.
    proxy.cutMidReply(0, 2)
    expect(await store.devices.insert(device)).toMatchObject(device)
    expect(await sqlAt(url, 'select guid from devices')).toHaveLength(1)
  })
})
