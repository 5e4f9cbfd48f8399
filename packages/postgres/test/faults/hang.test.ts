import { once } from 'node:events'
import { FaultProxy } from '@dmt-providers/conformance'
import type { StorageStore } from '@dmt-providers/core'
import { expect, it, onTestFinished } from 'vitest'
import { urlWith } from '../../../../tooling/fixtures/url-with.js'
import { describeOn } from '../../../../tooling/servers/describe-on.js'
import type { PostgresOptions } from '../../src/index.js'
import { holder, ofStores } from '../holder.js'
import { openStore } from '../open-store.js'
import { sqlAt } from '../sql-at.js'
import { tempDatabase } from '../temp-database.js'
import { backendsOf } from './server-processes.js'

const guid = '5a6b7c8d-0000-4000-8000-00000000000a'
const device = { guid, tenantId: '' }
const deadline = { timeoutMs: 300 }

/** A store that has its tables and one device, behind a proxy. */
async function storeBehindProxy(options: Partial<PostgresOptions> = {}) {
  const url = await tempDatabase()
  const { hostname, port } = new URL(url)
  const proxy = await FaultProxy.start({ host: hostname, port: Number(port) })
  onTestFinished(() => proxy.close())
  const through = urlWith(url, { hostname: proxy.host, port: String(proxy.port) })
  const store = openStore({ url: through, ...options })
  await store.devices.insert(device)
  return { url, through, proxy, store }
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

await describeOn('postgres', 'a server that hangs', () => {
  it('holds no call beyond its deadline, nor any connection once it goes on', async () => {
    const { proxy, store } = await storeBehindProxy({ poolMax: 4 })
    await Promise.all(Array.from({ length: 16 }, () => store.devices.count('')))
    proxy.hang()
    const started = performance.now()
    const calls = Array.from({ length: 64 }, () => store.devices.update(device, deadline))
    const codes = await Promise.all(calls.map((call) => call.then(() => 'ok').catch(({ code }) => code)))
    expect(performance.now() - started).toBeLessThan(2_000)
    expect(new Set(codes)).toEqual(new Set(['timeout']))
    await expect(store.devices.count('')).rejects.toMatchObject({ code: 'unavailable', retryable: true })
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
      expect(call).toMatchObject({ reason: { message: expect.stringContaining('connection timeout') } })
    }
    await proxy.recover()
    expect(await answers(store)).toBe(1)
  })

  it('is left by a statement that the client gives up when the server’s own limit has long passed', async () => {
    const { proxy, store } = await storeBehindProxy({ statementTimeoutMs: 500 })
    proxy.hang()
    await expect(store.devices.count('', { timeoutMs: 20_000 })).rejects.toMatchObject({
      code: 'timeout',
      message: expect.stringContaining('did not answer within 5500 ms'),
    })
    await proxy.recover()
  })

  it('in one process alone costs its caller a deadline, and others nothing', async ({ skip }) => {
    const { url, store } = await storeBehindProxy({ poolMax: 2 })
    const [pid = skip('the processes of the server are not of this machine')] = await backendsOf(url)
    process.kill(pid, 'SIGSTOP')
    onTestFinished(() => void process.kill(pid, 'SIGCONT'))
    await expect(store.devices.update(device, deadline)).rejects.toMatchObject({ code: 'timeout' })
    expect(await store.devices.count('')).toBe(1)
    expect(await Promise.all(Array.from({ length: 8 }, () => store.devices.count('')))).toEqual(Array(8).fill(1))
  })
})

await describeOn('postgres', 'a statement that is given up', () => {
  const waiting = `select ${ofStores} and wait_event_type = 'Lock'`
  const gone = async (url: string) => {
    while ((await sqlAt(url, waiting)).length > 0);
  }

  it.each<[string, (signal: AbortSignal) => object]>([
    ['when its deadline passes', () => ({ timeoutMs: 500 })],
    ['when its caller aborts', (signal) => ({ signal })],
  ])('is cancelled on the server %s, and does not take effect later', async (_, options) => {
    const { url, store } = await storeBehindProxy()
    const other = await holder(url, `update devices set hostname = 'held'`)
    const controller = new AbortController()
    const call = store.devices.update({ ...device, hostname: 'late' }, options(controller.signal))
    const told = expect(call).rejects.toMatchObject({ code: expect.stringMatching(/timeout|aborted/) })
    await other.reached()
    controller.abort()
    await told
    // The rows are still held: it can have ended only because it was cancelled.
    await gone(url)
    await other.letGo()
    expect(await store.devices.get(guid)).toMatchObject({ hostname: null })
  })

  it('within a transaction is cancelled too', async () => {
    const { url, store } = await storeBehindProxy()
    const profile = { activation: 'a', generateRandomPassword: true, generateRandomMEBxPassword: true, tenantId: '' }
    await store.profiles.insert({ ...profile, profileName: 'p' })
    const other = await holder(url, `update profiles set activation = 'held'`)
    const call = expect(store.profiles.delete('p', '', { timeoutMs: 500 })).rejects.toMatchObject({ code: 'timeout' })
    await other.reached()
    await call
    await gone(url)
    await other.letGo()
    expect(await store.profiles.get('p', '')).toMatchObject({ profileName: 'p' })
  })

  it('leaves the process without a warning when the server cannot be asked', async () => {
    const { proxy, store } = await storeBehindProxy()
    const warned = once(process, 'warning', { signal: AbortSignal.timeout(1_500) }).catch(() => 'none')
    proxy.hang()
    await expect(store.devices.count('', deadline)).rejects.toMatchObject({ code: 'timeout' })
    await proxy.refuse()
    await store.close()
    expect(await warned).toBe('none')
  })
})
