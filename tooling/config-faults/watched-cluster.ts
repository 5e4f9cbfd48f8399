import { setTimeout as pause } from 'node:timers/promises'
import { FaultProxy } from '@dmt-providers/conformance'
import type { ConfigEntry, ConfigStore } from '@dmt-providers/core'
import { expect } from 'vitest'
import { until } from '../servers/until.js'
import type { ClusterFaults, ConfigCluster } from './config-cluster.js'
import { expectQuiet, trafficOf } from './traffic.js'

/** Milliseconds within which a cluster is itself again, and a store has found out. */
export const patience = 60_000

/** What a call says that no majority can answer. */
export const away = { code: expect.stringMatching(/^(unavailable|timeout)$/) }

/** What an attempt to write may take. */
const attempt = { timeoutMs: 5_000 }

/** Milliseconds over which a watch that has nothing to do is counted. */
const idle = 2_000

/**
 * A watch behind one proxy for each node, and another store that writes without proxies. Whatever the watch answers must
 * not be older than what it answered before, and never empty.
 */
export class WatchedCluster {
  /** Every value written, oldest first. */
  readonly #written: string[] = []
  #seen = -1
  #watch: AsyncGenerator<ConfigEntry[], void, undefined>
  #next: Promise<IteratorResult<ConfigEntry[], void>>

  private constructor(
    private readonly name: string,
    readonly proxies: readonly FaultProxy[],
    /** The store that watches. */
    readonly store: ConfigStore,
    /** The store that writes. */
    readonly writer: ConfigStore,
  ) {
    this.#watch = store.watch(`${name}/`)
    this.#next = this.#pull()
  }

  /** Resolves once the watch has seen its first value. */
  static async start<Cluster extends ConfigCluster>(
    name: string,
    cluster: Cluster,
    faults: ClusterFaults<Cluster>,
  ): Promise<WatchedCluster> {
    const writer = (faults.openAdministrator ?? faults.open)(cluster, cluster.addresses)
    await write(writer, `${name}/a`, 'first')
    const proxies: FaultProxy[] = []
    for (const address of cluster.addresses) proxies.push(await FaultProxy.start(address))
    const watched = new WatchedCluster(name, proxies, faults.open(cluster, proxies), writer)
    watched.#written.push('first')
    await watched.arrives('first')
    return watched
  }

  /** The key whose value the tests change. */
  get key(): string {
    return `${this.name}/a`
  }

  /** A key below the watch for writes of which nobody can say whether they happened. */
  get lostKey(): string {
    return `${this.name}/lost`
  }

  /** Writes a value, as often as it takes. */
  async put(value: string): Promise<void> {
    this.#written.push(value)
    await write(this.writer, this.key, value)
  }

  /** Reads on until the watch has answered a value; throws, with what it answered last, when that takes too long. */
  async arrives(value: string): Promise<void> {
    const late = new AbortController()
    const tooLate = pause(patience, undefined, { signal: late.signal }).then(() => {
      throw new Error(`${value} does not arrive; the watch has answered ${this.#written[this.#seen]}`)
    })
    tooLate.catch(() => undefined)
    await Promise.race([this.#readTo(value), tooLate]).finally(() => late.abort())
  }

  async #readTo(value: string): Promise<void> {
    while (this.#written[this.#seen] !== value) {
      const { value: entries, done } = await this.#next
      this.#next = this.#pull()
      expect(done).toBe(false)
      const found = entries?.find(({ key }) => key === this.key)?.value
      const place = this.#written.lastIndexOf(found ?? '')
      expect(place, `the watch answered ${found} after ${this.#written[this.#seen]}`).toBeGreaterThanOrEqual(this.#seen)
      this.#seen = place
    }
  }

  /** Resolves with the error by which the watch ends; whatever it answers before that must be the newest value. */
  async failed(): Promise<unknown> {
    for (;;) {
      try {
        const { value: entries } = await this.#next
        expect(entries?.map(({ value }) => value)).toEqual([this.#written.at(-1)])
      } catch (error) {
        return error
      }
      this.#next = this.#pull()
    }
  }

  /** Begins another watch. */
  watchAgain(): void {
    this.#watch = this.store.watch(`${this.name}/`)
    this.#next = this.#pull()
  }

  /** A read by the store that watches, which answers the newest value or that nobody can be asked for it. */
  async readsNewest(timeoutMs: number): Promise<void> {
    const read = await this.store.get(this.key, { timeoutMs }).catch((error: unknown) => {
      expect(error).toMatchObject(away)
    })
    if (read !== undefined) expect(read.value).toBe(this.#written.at(-1))
  }

  /** Proves that the store, with its watch waiting, sends next to nothing and does not keep the processor busy. */
  async isQuiet(milliseconds = idle): Promise<void> {
    const before = trafficOf(this.proxies)
    await pause(milliseconds)
    expectQuiet(before, trafficOf(this.proxies))
  }

  async end(): Promise<void> {
    await Promise.all([this.store.close(), this.writer.close()])
    await this.#watch.return()
    for (const proxy of this.proxies) await proxy.close()
  }

  #pull(): Promise<IteratorResult<ConfigEntry[], void>> {
    const next = this.#watch.next()
    // Somebody looks at it later, or nobody does once the test has ended.
    next.catch(() => undefined)
    return next
  }
}

/**
 * Writes a value, as often as it takes. Each attempt expects what was there before the first, so that one of which
 * nothing was heard cannot come to pass later and undo a newer write.
 */
async function write(store: ConfigStore, key: string, value: string): Promise<void> {
  await until(`a write of ${JSON.stringify(value)}`, patience, async () => {
    const before = await store.get(key, attempt)
    if (before?.value === value) return true
    const expected = before === undefined ? 'absent' : { version: before.version }
    await store.put(key, value, { ...attempt, expected })
    return true
  })
}
