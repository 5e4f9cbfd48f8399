import { FaultProxy } from '@dmt-providers/conformance'
import type { StorageStore } from '@dmt-providers/core'
import { expect, it, onTestFinished } from 'vitest'
import { urlWith } from '../../../../tooling/fixtures/url-with.js'
import { describeOn } from '../../../../tooling/servers/describe-on.js'
import type { MssqlOptions } from '../../src/index.js'
import { openStore } from '../open-store.js'
import { tempDatabase } from '../temp-database.js'

const guid = '5a6b7c8d-0000-4000-8000-00000000000a'
const device = { guid, tenantId: '' }
const deadline = { timeoutMs: 300 }

/** A store that has its tables and one device, behind a proxy. */
async function storeBehindProxy(options: Partial<MssqlOptions> = {}) {
  const url = await tempDatabase()
  const { hostname, port } = new URL(url)
  const proxy = await FaultProxy.start({ host: hostname, port: Number(port) })
  onTestFinished(() => proxy.close())
  const through = urlWith(url, { hostname: proxy.host, port: String(proxy.port) })
  const store = openStore({ url: through, ...options })
  await store.devices.insert(device)
  return { through, proxy, store }
}

/** Calls until the store answers, for five seconds at most. */
async function answers(store: StorageStore): Promise<number> {
  const late = performance.now() + 5_000
  for (;;) {
    try {
      return await store.devices.count('', { timeoutMs: 1_000 })
    } catch (error) {
      if (performance.now() > late) throw error
    }
  }
}

await describeOn('mssql', 'a server that hangs', () => {
  it('holds no call beyond its deadline, nor any connection once it goes on', async () => {
    const { proxy, store } = await storeBehindProxy({ poolMax: 4 })
    await Promise.all(Array.from({ length: 16 }, () => store.devices.count('')))
    proxy.hang()
    const started = performance.now()
    const calls = Array.from({ length: 64 }, () => store.devices.update(device, deadline))
    const codes = await Promise.all(calls.map((call) => call.then(() => 'ok').catch(({ code }) => code)))
    expect(performance.now() - started).toBeLessThan(2_000)
    expect(new Set(codes)).toEqual(new Set(['timeout']))
    await proxy.recover()
    expect(await answers(store)).toBe(1)
    expect(await Promise.all(Array.from({ length: 16 }, () => store.devices.count('')))).toEqual(Array(16).fill(1))
  })

  it('while it accepts connections without an answer is told as such, and not as a pool without room', async () => {
    const { through, proxy } = await storeBehindProxy()
    proxy.hang()
    const store = openStore({ url: through, poolMax: 2, connectTimeoutMs: 300, retries: 0 })
    const calls = await Promise.allSettled(Array.from({ length: 6 }, () => store.devices.count('')))
    for (const call of calls) {
      expect(call).toMatchObject({ status: 'rejected', reason: { code: 'unavailable', retryable: true } })
      expect(call).toMatchObject({
        reason: { message: expect.stringMatching(/failed to connect|connection to the server/i) },
      })
    }
    await proxy.recover()
    expect(await answers(store)).toBe(1)
  })

  it('is left by a statement that the client gives up when its limit has passed', async () => {
    const { proxy, store } = await storeBehindProxy({ statementTimeoutMs: 5_000 })
    proxy.hang()
    await expect(store.devices.count('', { timeoutMs: 20_000 })).rejects.toMatchObject({
      code: 'timeout',
      message: expect.stringContaining('did not answer within 5000 ms'),
    })
    await proxy.recover()
  })
})
