import { once } from 'node:events'
import { connect } from 'node:net'
import { beforeAll, expect, it, onTestFinished } from 'vitest'
import { administrator, consulAt } from '../../../tooling/servers/consul/consul-at.js'
import { startConsulCluster } from '../../../tooling/servers/consul/consul-cluster.js'
import { type OwnConsul, startConsul } from '../../../tooling/servers/consul/start-consul.js'
import { describeOwn } from '../../../tooling/servers/describe-own.js'
import { isMissing } from '../../../tooling/servers/server.js'
import { until } from '../../../tooling/servers/until.js'
import { type ConsulOptions, createConsul } from '../src/index.js'

async function started(): Promise<OwnConsul> {
  const server = await startConsul()
  if (isMissing(server)) throw new Error(server.missing)
  return server
}

await describeOwn('own-consul', 'the limits of Consul', () => {
  let server: OwnConsul

  beforeAll(async () => {
    server = await started()
    return () => server.stop()
  })

  const open = (options: Partial<ConsulOptions> = {}) => {
    const { host } = new URL(server.url)
    const store = createConsul({ endpoints: host, token: administrator(server.url).token, prefix: 'dmt/', ...options })
    onTestFinished(() => store.close())
    return store
  }

  it('says limit-exceeded when the address has no connection left, and goes on when it has', async () => {
    const { hostname, port } = new URL(server.url)
    const others = Array.from({ length: 200 }, () => connect(Number(port), hostname))
    await Promise.all(others.map((socket) => once(socket, 'connect')))
    const refused = open({ retries: 0 })
    await expect(refused.get('a')).rejects.toMatchObject({ code: 'limit-exceeded', retryable: true })
    const waiting = open().get('a', { timeoutMs: 20_000 })
    for (const socket of others) socket.destroy()
    expect(await waiting).toBeUndefined()
  })

  it('takes values up to the size that a transaction may have, and refuses others before they are sent', async () => {
    const store = open()
    const room =
      524_288 - Buffer.byteLength('[{"KV":{"Verb":"set","Key":"dmt/large","Flags":140737488355327,"Value":""}}]')
    const largest = Math.floor(room / 4) * 3
    await store.put('large', 'x'.repeat(largest))
    expect((await store.get('large'))?.value).toHaveLength(largest)
    await expect(store.put('large', 'x'.repeat(largest + 3))).rejects.toMatchObject({ code: 'limit-exceeded' })
    await consulAt(server.url, 'PUT', 'kv/dmt/large', 'y'.repeat(524_288))
    expect((await store.get('large'))?.value).toHaveLength(524_288)
  })
})

await describeOwn('consul-cluster', 'the rate limits of Consul', () => {
  it('are limit-exceeded, and calls and a watch go on with pauses', { timeout: 90_000 }, async () => {
    const cluster = await startConsulCluster({
      limits: { request_limits: { mode: 'enforcing', read_rate: 20, write_rate: 5 } },
    })
    if (isMissing(cluster)) throw new Error(cluster.missing)
    onTestFinished(() => cluster.nodes.stop())
    // Consul counts what comes from another server or an agent, and the leader may change.
    const open = async (retries?: number) => {
      const { host, port } = cluster.addresses[((await cluster.leader()) + 1) % 3] ?? { host: '', port: 0 }
      const { ca, token } = cluster
      const store = createConsul({ endpoints: `${host}:${port}`, tls: true, ca, token, prefix: 'dmt/', retries })
      onTestFinished(() => store.close())
      return store
    }
    const patient = await open()
    const watch = patient.watch('throttled/')
    expect(await watch.next()).toMatchObject({ value: [] })
    const refusals = async () => {
      const impatient = await open(0)
      const reads = Promise.allSettled(Array.from({ length: 200 }, () => impatient.get('throttled/none')))
      expect(await patient.get('throttled/none', { timeoutMs: 30_000 })).toBeUndefined()
      const codes = (await reads).flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : []))
      return codes.length > 0 ? new Set(codes) : undefined
    }
    expect(await until('a refusal', 40_000, refusals)).toEqual(new Set(['limit-exceeded']))
    await patient.put('throttled/a', 'newest', { timeoutMs: 30_000 })
    expect(await watch.next()).toMatchObject({ value: [{ value: 'newest' }] })
    await watch.return()
  })
})
