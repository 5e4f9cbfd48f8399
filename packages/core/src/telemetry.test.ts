import { metrics, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics'
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
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
    list: notFound,
    versions: notFound,
    probe: async () => {},
    close: async () => {},
  })

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
    await reader.forceFlush()
    const [metric] = measures.getMetrics().at(-1)?.scopeMetrics[0]?.metrics ?? []
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
