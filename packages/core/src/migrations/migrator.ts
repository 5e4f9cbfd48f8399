import type { CallOptions } from '../call-options.js'
import { Guard } from '../guard.js'
import { ProviderError } from '../provider-error.js'
import type { StoreOptions } from '../store-options.js'
import type { MigrationDriver } from './migration-driver.js'
import type { MigrationPlan, MigrationProgress, MigrationReport, MigrationResult } from './migration-plan.js'

/** How a database is looked at. */
export interface PlanOptions extends CallOptions {
  /**
   * True to look at the rows that migrations keep, too, and to plan what makes them whole when somebody damaged them:
   * that takes the longer the larger the fleet is. Default: the tables alone.
   */
  thorough?: boolean | undefined
}

/** How a migration is applied. */
export interface ApplyOptions extends PlanOptions {
  /** Milliseconds to wait for another runner, and for a table that is in use. Default 60,000. */
  lockTimeoutMs?: number | undefined
  /** Hears of each step before and after it. */
  onProgress?: ((progress: MigrationProgress) => void) | undefined
}

/** An index on a large table takes as long as it takes: the longest time that a timer can run. */
const unhurried = 2 ** 31 - 1

/**
 * Brings the tables of a database up to this release, from any shape that the toolkit shipped. Made from a URL by
 * `openMigrator`. Parts are migrated each in one transaction, so that a process which is killed leaves nothing
 * half-done.
 */
export class Migrator {
  readonly #guard: Guard

  /** Without a `timeoutMs` its calls have no deadline but the caller's signal. */
  constructor(
    private readonly driver: MigrationDriver,
    { timeoutMs = unhurried, retries }: StoreOptions = {},
  ) {
    const { provider, system } = driver
    this.#guard = new Guard({ provider, system, timeoutMs, retries, classify: (error) => driver.classify(error) })
  }

  /**
   * What applying would do, with its SQL. Throws `invalid-argument` when the database has none of the tables and none
   * were named, and `unsupported` for a database that a newer release migrated.
   */
  async plan({ thorough = false, ...options }: PlanOptions = {}): Promise<MigrationPlan> {
    return await this.#guard.run(operation('plan', true), (call) => this.driver.plan(thorough, call), options)
  }

  /**
   * Applies what {@link Migrator.plan} answers, and compares the outcome with a newly created database before it is
   * committed. Throws as `plan` does; the plan's obstacles, with their code and all of their messages, before anything
   * is changed; and `unavailable` when a lock cannot be had in time.
   */
  async apply(options: ApplyOptions = {}): Promise<MigrationResult> {
    const { lockTimeoutMs = 60_000, thorough = false, onProgress = () => {}, ...rest } = options
    if (!Number.isSafeInteger(lockTimeoutMs) || lockTimeoutMs < 1 || lockTimeoutMs > unhurried) {
      throw new ProviderError(
        'invalid-argument',
        `lockTimeoutMs is ${lockTimeoutMs}; give whole milliseconds from 1 to ${unhurried}`,
      )
    }
    const settings = { lockTimeoutMs, thorough, onProgress }
    return await this.#guard.run(operation('apply', false), (call) => this.driver.apply(settings, call), rest)
  }

  /** Compares the tables with newly created ones, and the rows that migrations keep with the rest. Throws as {@link Migrator.plan} does. */
  async verify(options: CallOptions = {}): Promise<MigrationReport> {
    return await this.#guard.run(operation('verify', true), (call) => this.driver.verify(call), options)
  }

  /** Lets go of the connections. */
  async close(): Promise<void> {
    await this.#guard.close(() => this.driver.close())
  }
}

function operation(name: string, repeatable: boolean) {
  return { name: `migrations.${name}`, collection: 'migrations', repeatable }
}
