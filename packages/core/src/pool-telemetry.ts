import {
  type BatchObservableResult,
  createNoopMeter,
  type Histogram,
  metrics,
  type ObservableUpDownCounter,
} from '@opentelemetry/api'

/** Buckets for what lasts from a millisecond to seconds, in seconds; those of `db.client.operation.duration`. */
const advice = { explicitBucketBoundaries: [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10] }

/** What a pool of connections is. */
export interface PoolDescription {
  /** OpenTelemetry `db.system.name`: `postgresql`. */
  system: string
  /** Unique in the program and free of credentials: `db.example.com:5432/mpsdb`. */
  name: string
  /** Connections that may be open. */
  max: number
}

/** How many connections a pool has, and how many calls wait for one. */
export interface PoolNumbers {
  idle: number
  used: number
  waiting: number
}

/**
 * Metrics of a pool by OpenTelemetry's database conventions (`db.client.connection.*`). The numbers are asked of the
 * pool when a reader of metrics collects them; times cost a call something only while an SDK is registered, which has
 * to be there when the pool is made.
 */
export class PoolTelemetry {
  /** False without an SDK: then times need not be taken. */
  readonly enabled: boolean
  readonly #meter = metrics.getMeter('@dmt-providers/core')
  readonly #attributes: Readonly<Record<string, string>>
  readonly #times: Readonly<Record<'create' | 'wait' | 'use', Histogram>>
  readonly #timeouts = this.#meter.createCounter('db.client.connection.timeouts', {
    unit: '{timeout}',
    description: 'Calls for which no connection got free in time',
  })
  readonly #observed = {
    count: this.#upDown('count', '{connection}', 'Connections that are open, by state'),
    max: this.#upDown('max', '{connection}', 'Connections that may be open'),
    idleMax: this.#upDown('idle.max', '{connection}', 'Connections that may be open and idle'),
    idleMin: this.#upDown('idle.min', '{connection}', 'Idle connections that are kept open'),
    pending: this.#upDown('pending_requests', '{request}', 'Calls that wait for a connection'),
  }
  readonly #observe: (result: BatchObservableResult) => void

  /** `read` answers the numbers of the moment. */
  constructor(
    readonly description: PoolDescription,
    read: () => PoolNumbers,
  ) {
    const { system, name } = description
    this.#attributes = { 'db.system.name': system, 'db.client.connection.pool.name': name }
    this.#times = {
      create: this.#histogram('create', 'Time until a new connection stood'),
      wait: this.#histogram('wait', 'Time until a call got a connection'),
      use: this.#histogram('use', 'Time for which a call had a connection'),
    }
    // The API answers one and the same histogram that does nothing, as long as there is no SDK.
    this.enabled = this.#times.use !== createNoopMeter().createHistogram('')
    this.#observe = (result) => this.#report(result, read())
    this.#meter.addBatchObservableCallback(this.#observe, Object.values(this.#observed))
  }

  /** A connection stands, so many milliseconds after it was begun. */
  created(milliseconds: number): void {
    this.#times.create.record(milliseconds / 1_000, this.#attributes)
  }

  /** A call got a connection after so many milliseconds. */
  waited(milliseconds: number): void {
    this.#times.wait.record(milliseconds / 1_000, this.#attributes)
  }

  /** A call gave its connection back after so many milliseconds. */
  used(milliseconds: number): void {
    this.#times.use.record(milliseconds / 1_000, this.#attributes)
  }

  /** No connection got free in time for a call. */
  timedOut(): void {
    this.#timeouts.add(1, this.#attributes)
  }

  /** Reports the pool no longer. */
  close(): void {
    this.#meter.removeBatchObservableCallback(this.#observe, Object.values(this.#observed))
  }

  #report(result: BatchObservableResult, { idle, used, waiting }: PoolNumbers): void {
    const { max } = this.description
    const { count, idleMax, idleMin, pending } = this.#observed
    const state = (value: string) => ({ ...this.#attributes, 'db.client.connection.state': value })
    result.observe(count, idle, state('idle'))
    result.observe(count, used, state('used'))
    result.observe(this.#observed.max, max, this.#attributes)
    result.observe(idleMax, max, this.#attributes)
    result.observe(idleMin, 0, this.#attributes)
    result.observe(pending, waiting, this.#attributes)
  }

  #upDown(name: string, unit: string, description: string): ObservableUpDownCounter {
    return this.#meter.createObservableUpDownCounter(`db.client.connection.${name}`, { unit, description })
  }

  #histogram(name: string, description: string): Histogram {
    return this.#meter.createHistogram(`db.client.connection.${name}_time`, { unit: 's', description, advice })
  }
}
