import type { JsonObject } from '@dmt-providers/core'
import type { ConfigOfHost, ConfigValue } from './config-of-host.js'
import { once } from './once.js'

/** The central configuration as a service uses its own Consul client; the store is opened at the first call. */
export abstract class ServiceConfig {
  readonly #open: () => Promise<ConfigOfHost>
  #opened: ConfigOfHost | undefined

  /** `open` gets the call stack of the construction, which tells where the service lies. */
  constructor(open: (stack: string) => Promise<ConfigOfHost>) {
    const stack = new Error().stack ?? ''
    this.#open = once(async () => {
      this.#opened = await open(stack)
      return this.#opened
    })
  }

  /** Resolves once the store answers; the name of a service of Consul is not looked at. */
  async health(_serviceName?: string): Promise<boolean> {
    return await (await this.#open()).health()
  }

  /**
   * The central document with its references resolved; `null` when none was seeded. The URL of the store holds the
   * prefix, and this one is not looked at. Throws `invalid-argument` for a document with errors, and what the stores throw.
   */
  async get(_prefix?: string): Promise<ConfigValue[] | null> {
    return await (await this.#open()).get()
  }

  /** Lays what `get` answered over the service's files and under its environment; answers the result as JSON. */
  process(values: readonly ConfigValue[]): string {
    if (this.#opened === undefined) throw new Error('process was called before get')
    return this.#opened.process(values)
  }

  /**
   * Writes the first document, without secrets and keys of one instance. Of many instances one wins, and the others take
   * over what it wrote. False when the store does not take it; the service then goes on with what it has.
   */
  async seed(_prefix: string, config: object): Promise<boolean> {
    return await (await this.#open()).seed(config as JsonObject)
  }
}
