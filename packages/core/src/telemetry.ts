import {
  metrics,
  type ObservableResult,
  type Span,
  SpanKind,
  type SpanOptions,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api'
import type { CircuitState } from './circuit-breaker.js'
import type { Operation } from './operation.js'
import type { ProviderError } from './provider-error.js'

/** Buckets that the database conventions advise for `db.client.operation.duration`, in seconds. */
const buckets = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10]

const states: readonly CircuitState[] = ['closed', 'open', 'half-open']

/**
 * Spans and a duration histogram by OpenTelemetry's database conventions. Names and attributes carry no value that a
 * caller passed. Without a registered SDK every call here is a no-op of the API package.
 */
export class Telemetry {
  readonly #tracer = trace.getTracer('@dmt-providers/core')
  readonly #duration = metrics.getMeter('@dmt-providers/core').createHistogram('db.client.operation.duration', {
    unit: 's',
    description: 'Duration of one call, attempts included',
    advice: { explicitBucketBoundaries: buckets },
  })
  readonly #circuit = metrics
    .getMeter('@dmt-providers/core')
    .createObservableUpDownCounter('dmt.client.circuit.state', {
      unit: '1',
      description: '1 for the state that the circuit breaker of a store is in, 0 for the others',
    })
  readonly #options = new WeakMap<Operation, SpanOptions & { attributes: Record<string, string> }>()
  readonly #observe: (result: ObservableResult) => void

  /** `circuit` answers the state of the store's circuit breaker, when a reader of metrics asks. */
  constructor(
    readonly system: string,
    circuit: () => CircuitState,
  ) {
    this.#observe = (result) => {
      const current = circuit()
      for (const state of states) {
        const attributes = { 'db.system.name': this.system, 'dmt.client.circuit.state': state }
        result.observe(state === current ? 1 : 0, attributes)
      }
    }
    this.#circuit.addCallback(this.#observe)
  }

  /** Reports the circuit breaker no longer. */
  close(): void {
    this.#circuit.removeCallback(this.#observe)
  }

  /** Starts the span of one call. */
  start(operation: Operation): Span {
    return this.#tracer.startSpan(operation.name, this.#optionsOf(operation))
  }

  /** Ends it, and records how long it took. */
  end(span: Span, operation: Operation, startedMs: number, error?: ProviderError): void {
    const { attributes } = this.#optionsOf(operation)
    const seconds = (performance.now() - startedMs) / 1000
    if (error === undefined) this.#duration.record(seconds, attributes)
    else {
      // Not the message: a server's may quote what the caller passed.
      span.setStatus({ code: SpanStatusCode.ERROR, message: error.code })
      span.setAttribute('error.type', error.code)
      this.#duration.record(seconds, { ...attributes, 'error.type': error.code })
    }
    span.end()
  }

  /** Operations are constants of their contract, so each has its options made once. */
  #optionsOf(operation: Operation) {
    const known = this.#options.get(operation)
    if (known !== undefined) return known
    const attributes = {
      'db.system.name': this.system,
      'db.operation.name': operation.name,
      'db.collection.name': operation.collection,
    }
    const options = { kind: SpanKind.CLIENT, attributes }
    this.#options.set(operation, options)
    return options
  }
}
