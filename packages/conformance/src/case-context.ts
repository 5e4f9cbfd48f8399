import type { StoreOptions } from '@dmt-providers/core'
import { holds } from './expectations.js'
import { type Address, FaultProxy } from './fault-proxy.js'
import type { Harness, Situation } from './harness.js'

/** What every store can do, whatever its contract. */
export interface ClosableStore {
  close(): Promise<void>
}

/** What a case works with. Stores and proxies that it opens are closed when it ends. */
export class CaseContext<Store extends ClosableStore, H extends Harness<Store>> {
  readonly #stores: Store[] = []
  readonly #proxies: FaultProxy[] = []

  constructor(
    readonly harness: H,
    /** The store that all cases of a run share. */
    readonly store: Store,
  ) {}

  /** Opens a store of the case's own. */
  async open(options?: StoreOptions): Promise<Store> {
    return this.#keep(await this.harness.open(options))
  }

  /** Opens a store that shares nothing with the first. Needs `second-store`. */
  async openSecond(options?: StoreOptions): Promise<Store> {
    holds(this.harness.openSecond !== undefined, 'the harness offers no second-store')
    return this.#keep(await this.harness.openSecond(options))
  }

  /** Opens a store into trouble. Needs that situation. */
  async openWith(situation: Situation, options?: StoreOptions): Promise<Store> {
    const open = this.harness.openWith?.[situation]
    holds(open !== undefined, `the harness offers no ${situation}`)
    return this.#keep(await open(options))
  }

  /** Opens a store with further options. Needs `options`. */
  async openWithOptions(added: Readonly<Record<string, unknown>>): Promise<Store> {
    holds(this.harness.openWithOptions !== undefined, 'the harness offers no options')
    return this.#keep(await this.harness.openWithOptions(added))
  }

  /** Opens a store behind a fault proxy of its own. Needs `endpoint`. */
  async openBehindProxy(options?: StoreOptions): Promise<{ store: Store; proxy: FaultProxy }> {
    const { endpoint } = this.harness
    holds(endpoint !== undefined, 'the harness offers no endpoint')
    const proxy = await FaultProxy.start(endpoint.address())
    this.#proxies.push(proxy)
    return { store: await this.openAt(proxy, options), proxy }
  }

  /** Opens another store behind a proxy. Needs `endpoint`. */
  async openAt({ host, port }: Address, options?: StoreOptions): Promise<Store> {
    holds(this.harness.endpoint !== undefined, 'the harness offers no endpoint')
    return this.#keep(await this.harness.endpoint.open({ host, port }, options))
  }

  /** Lets go of everything that the case opened. */
  async end(): Promise<void> {
    // A store that waits for a broken server could not close in peace.
    for (const proxy of this.#proxies) await proxy.recover()
    for (const store of this.#stores) await store.close()
    for (const proxy of this.#proxies) await proxy.close()
  }

  #keep(store: Store): Store {
    this.#stores.push(store)
    return store
  }
}
