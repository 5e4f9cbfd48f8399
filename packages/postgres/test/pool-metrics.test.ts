import { metrics } from '@opentelemetry/api'
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { describeOn } from '../../../tooling/servers/describe-on.js'
import { holder, ofStores } from './holder.js'
import { openStore } from './open-store.js'
import { sqlAt } from './sql-at.js'
import { tempDatabase } from './temp-database.js'

const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE)
const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 3_600_000 })
const meters = new MeterProvider({ readers: [reader] })
const device = { guid: '5a6b7c8d-0000-4000-8000-00000000000a', tenantId: '' }

beforeAll(() => void metrics.setGlobalMeterProvider(meters))
beforeEach(() => exporter.reset())
afterAll(async () => {
  await meters.shutdown()
  metrics.disable()
})

/** The metrics of the moment of one pool, by name without prefix: a number, or numbers by state, or a histogram's count. */
async function poolMetrics(pool: string): Promise<Record<string, unknown>> {
  await reader.forceFlush()
  const found: Record<string, unknown> = {}
  for (const { descriptor, dataPoints } of exporter.getMetrics().at(-1)?.scopeMetrics[0]?.metrics ?? []) {
    const points = dataPoints.filter(({ attributes }) => attributes['db.client.connection.pool.name'] === pool)
    for (const { attributes, value } of points) {
      const state = attributes['db.client.connection.state']
      const name = `${descriptor.name.replace('db.client.connection.', '')}${state === undefined ? '' : `.${state}`}`
      found[name] = typeof value === 'object' && 'count' in value ? value.count : value
    }
  }
  return found
}

await describeOn('postgres', 'a pool', () => {
  it('shows what it does under a name without credentials, and nothing more once it is closed', async () => {
    const url = await tempDatabase()
    const { host, pathname } = new URL(url)
    const store = openStore({ url, poolMax: 2, connectTimeoutMs: 2_000, retries: 0 })
    await store.devices.insert(device)
    const pool = `${host}${pathname}`
    const before = await poolMetrics(pool)
    expect(before).toMatchObject({ 'count.idle': 1, 'count.used': 0, max: 2, 'idle.max': 2, 'idle.min': 0 })
    expect(before).toMatchObject({ pending_requests: 0, create_time: 1 })
    expect(before.wait_time).toBe(before.use_time)

    const other = await holder(url, `update devices set hostname = 'held'`)
    const held = [store.devices.update(device), store.devices.update(device)]
    while ((await sqlAt(url, `select ${ofStores} and wait_event_type = 'Lock'`)).length < 2);
    const waiting = expect(store.devices.count('')).rejects.toMatchObject({ code: 'limit-exceeded' })
    // It asks the pool before this turn of the event loop ends.
    await new Promise(setImmediate)
    expect(await poolMetrics(pool)).toMatchObject({ 'count.idle': 0, 'count.used': 2, pending_requests: 1 })
    await waiting
    await other.letGo()
    await Promise.all(held)
    expect(await poolMetrics(pool)).toMatchObject({
      'count.idle': 2,
      'count.used': 0,
      timeouts: 1,
      create_time: 2,
      use_time: Number(before.use_time) + 2,
      wait_time: Number(before.wait_time) + 2,
    })
    await store.close()
  })
})
