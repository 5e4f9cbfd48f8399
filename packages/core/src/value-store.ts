import type { Call } from './call.js'
import type { CallOptions } from './call-options.js'
import type { ErrorClassifier } from './error-classifier.js'
import { Guard } from './guard.js'
import type { Operation } from './operation.js'
import { ProviderError } from './provider-error.js'
import type { StoreOptions } from './store-options.js'

/** What the drivers of secrets and of configuration have in common. */
interface ValueDriver<Capabilities> {
  readonly provider: string
  readonly system: string
  readonly capabilities: Capabilities
  readonly classify: ErrorClassifier
  probe(call: Call): Promise<void>
  close(): Promise<void>
}

/** What the stores of secrets and of configuration have in common. */
export abstract class ValueStore<Capabilities extends object, Driver extends ValueDriver<Capabilities>> {
  protected readonly guard: Guard
  /** Kept from `console.log`: a driver may hold keys and credentials. */
  readonly #driver: Driver
  readonly #contract: string
  readonly #probe: Operation

  constructor(driver: Driver, options: StoreOptions, contract: string) {
    this.#driver = driver
    this.#contract = contract
    this.#probe = { name: `${contract}.probe`, collection: contract, repeatable: true }
    this.guard = new Guard({
      timeoutMs: options.timeoutMs,
      retries: options.retries,
      provider: driver.provider,
      system: driver.system,
      classify: (error) => driver.classify(error),
    })
  }

  protected get driver(): Driver {
    return this.#driver
  }

  /** Provider that serves this store: `envelope`, `etcd`. */
  get provider(): string {
    return this.driver.provider
  }

  /** What this provider can do. */
  get capabilities(): Capabilities {
    return this.driver.capabilities
  }

  /** Resolves when the store answers, is unsealed, and lets this client read; throws what it says otherwise. */
  async probe(options?: CallOptions): Promise<void> {
    await this.guard.run(this.#probe, (call) => this.driver.probe(call), options)
  }

  /** Lets go of every connection. Calls made afterwards throw `closed`; closing again does nothing. */
  async close(): Promise<void> {
    await this.guard.close(() => this.driver.close())
  }

  /** Throws `unsupported` unless the driver claims a capability. */
  protected claims(capability: keyof Capabilities & string): void {
    if (this.capabilities[capability]) return
    throw new ProviderError('unsupported', `${this.provider} does not offer ${capability}`, { provider: this.provider })
  }

  /** The version that a write answered; `stale-version` when its expectation did not hold. */
  protected written(version: string | undefined): string {
    if (version !== undefined) return version
    const operation = `${this.#contract}.put`
    throw new ProviderError('stale-version', `${operation}: what is stored is not at the expected version`, {
      provider: this.provider,
      operation,
    })
  }
}
