import { metrics, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics'
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { PoolTelemetry } from './pool-telemetry.js'
import { SecretsStore } from './secrets/secrets-store.js'

const spans = new InMemorySpanExporter()
const measures = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE)
const reader = new PeriodicExportingMetricReader({ exporter: measures, exportIntervalMillis: 3_600_000 })
const meters = new MeterProvider({ readers: [reader] })

beforeAll(() => {
  trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spans)] }))
  metrics.setGlobalMeterProvider(meters)
})
beforeEach(() => {
  spans.reset()
  measures.reset()
})
afterAll(async () => {
  await meters.shutdown()
  trace.disable()
  metrics.disable()
})

const notFound = () => Promise.reject(new Error('no row "hunter2" in devices/x'))

/** A store whose reads answer and whose writes fail with a message that quotes the value. */
const store = () =>
  new SecretsStore({
    provider: 'memory',
    system: 'vault',
    capabilities: { compareAndSet: true, history: true },
    classify: () => ({ code: 'permission-denied' }),
    get: async () => ({ data: { password: 'hunter2' }, version: '1' }),
    put: notFound,
    delete: notFound,
    list: () => new Promise(() => {}),
    versions: notFound,
    probe: async () => {},
    close: async () => {},
  })

/** What a reader of metrics gets at this moment, by name. */
async function collected() {
  await reader.forceFlush()
  const metrics = measures.getMetrics().at(-1)?.scopeMetrics[0]?.metrics ?? []
  return new Map(metrics.map((metric) => [metric.descriptor.name, metric]))
}

/** The points of a metric, as attribute and value. */
async function points(name: string, attribute: string) {
  const metric = (await collected()).get(name)
  return Object.fromEntries(metric?.dataPoints.map(({ attributes, value }) => [attributes[attribute], value]) ?? [])
}

const attributes = { 'db.system.name': 'vault', 'db.operation.name': 'secrets.get', 'db.collection.name': 'secrets' }
const failed = { ...attributes, 'db.operation.name': 'secrets.put', 'error.type': 'permission-denied' }

describe('Telemetry', () => {
  it('has one client span for each call', async () => {
    await store().get('devices/x')
    expect(spans.getFinishedSpans()).toMatchObject([
      { name: 'secrets.get', kind: SpanKind.CLIENT, attributes, status: { code: SpanStatusCode.UNSET } },
    ])
  })

  it('has the code of a failure, and nothing that the caller passed', async () => {
    await expect(store().put('devices/x', { password: 'hunter2' })).rejects.toMatchObject({ code: 'permission-denied' })
    const [span] = spans.getFinishedSpans()
    expect(span?.attributes).toEqual(failed)
    expect(span?.status).toEqual({ code: SpanStatusCode.ERROR, message: 'permission-denied' })
    expect(JSON.stringify([span?.name, span?.attributes, span?.status, span?.events])).not.toMatch(/hunter2|devices\/x/)
  })

  it('measures how long calls take, in seconds', async () => {
    const one = store()
    await one.get('devices/x')
    await one.put('devices/x', {}).catch(() => {})
    const metric = (await collected()).get('db.client.operation.duration')
    expect(metric?.descriptor).toMatchObject({ name: 'db.client.operation.duration', unit: 's' })
    expect(metric?.dataPoints.map((point) => point.attributes)).toEqual(expect.arrayContaining([attributes, failed]))
    for (const { value } of metric?.dataPoints ?? []) {
      expect(value).toMatchObject({ count: expect.any(Number), sum: expect.any(Number) })
      expect((value as { sum: number }).sum).toBeLessThan(5)
      expect((value as { buckets: { boundaries: number[] } }).buckets.boundaries).toEqual([
        0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10,
      ])
    }
  })
})

describe('A circuit breaker', () => {
  it('shows its state, until its store is closed', async () => {
    const one = store()
    const state = () => points('dmt.client.circuit.state', 'dmt.client.circuit.state')
    expect(await state()).toEqual({ closed: 1, open: 0, 'half-open': 0 })
    for (let count = 0; count < 5; count++) await one.list('devices/', { timeoutMs: 1 }).catch(() => {})
    expect(await state()).toEqual({ closed: 0, open: 1, 'half-open': 0 })
    await one.close()
  })
})

describe('A pool', () => {
  const description = { system: 'postgresql', name: 'db.example.com:5432/mpsdb', max: 10 }
  const pool = { 'db.system.name': 'postgresql', 'db.client.connection.pool.name': 'db.example.com:5432/mpsdb' }

  it('shows its numbers when they are asked for, until it is closed', async () => {
    const numbers = { idle: 2, used: 3, waiting: 4 }
    let reads = 0
    const telemetry = new PoolTelemetry(description, () => {
      reads++
      return numbers
    })
    expect(telemetry.enabled).toBe(true)
    expect(await points('db.client.connection.count', 'db.client.connection.state')).toEqual({ idle: 2, used: 3 })
    numbers.idle = 0
    expect(await points('db.client.connection.count', 'db.client.connection.state')).toEqual({ idle: 0, used: 3 })
    const found = await collected()
    for (const [name, value] of Object.entries({ max: 10, 'idle.max': 10, 'idle.min': 0, pending_requests: 4 })) {
      expect(found.get(`db.client.connection.${name}`)?.dataPoints).toMatchObject([{ attributes: pool, value }])
    }
    telemetry.close()
    reads = 0
    await collected()
    expect(reads).toBe(0)
  })

  it('measures times in seconds, and counts the calls that got no connection', async () => {
    const telemetry = new PoolTelemetry(description, () => ({ idle: 0, used: 0, waiting: 0 }))
    telemetry.created(20)
    telemetry.waited(30)
    telemetry.used(40)
    telemetry.timedOut()
    const found = await collected()
    for (const [name, sum] of Object.entries({ create_time: 0.02, wait_time: 0.03, use_time: 0.04 })) {
      const metric = found.get(`db.client.connection.${name}`)
      expect(metric?.descriptor.unit).toBe('s')
      expect(metric?.dataPoints).toMatchObject([{ attributes: pool, value: { count: 1, sum } }])
    }
    expect(found.get('db.client.connection.timeouts')?.dataPoints).toMatchObject([{ attributes: pool, value: 1 }])
    telemetry.close()
  })

  it('takes no times where no SDK is registered', () => {
    metrics.disable()
    expect(new PoolTelemetry(description, () => ({ idle: 0, used: 0, waiting: 0 })).enabled).toBe(false)
    metrics.setGlobalMeterProvider(meters)
  })
})
