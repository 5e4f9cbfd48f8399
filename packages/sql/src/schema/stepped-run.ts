import { type ApplySettings, type MigrationStep, ProviderError } from '@dmt-providers/core'
import { sql } from 'kysely'
import { checkRows } from './check-rows.js'
import { migrationsOf } from './migration-record.js'
import { lookAt, refuse } from './part-run.js'
import { type PlannedMigration, problemsOf } from './plan-migrations.js'
import { type PartPlan, type Planner, planPart } from './plan-part.js'
import { type LockSession, RunnerLock } from './runner-lock.js'
import type { SchemaPartName } from './schema-part.js'

/** What a part that is migrated step by step needs. */
export interface SteppedPart {
  readonly planner: Planner
  readonly part: SchemaPartName
  readonly settings: ApplySettings
  readonly session: LockSession
}

/**
 * One part on its way from what was found to a new database's where each statement that makes or alters a table commits.
 * The first step of a plan is done and looked at again, until nothing is left; so a run that was killed is taken up by
 * the next one, wherever it ended, and a statement that the server finished after its client had died is not repeated.
 */
export class SteppedRun {
  readonly #applied: MigrationStep[] = []
  #steps = 0

  constructor(private readonly context: SteppedPart) {}

  /** Answers the steps that this run did. Throws the obstacles before it changes anything. */
  async apply(): Promise<readonly MigrationStep[]> {
    const { planner, settings, session } = this.context
    if ((await this.#plan()).steps.length === 0) return []
    // What was planned may be done by another runner meanwhile, so it is planned again under the lock.
    const lock = await RunnerLock.take(session, settings.lockTimeoutMs)
    try {
      for (const statement of planner.tools.patience(settings.lockTimeoutMs)) await session.run(sql.raw(statement))
      await this.#work(lock)
    } finally {
      for (const statement of planner.tools.impatience) await session.run(sql.raw(statement)).catch(() => undefined)
      await lock.release()
    }
    return this.#applied
  }

  async #work(lock: RunnerLock): Promise<void> {
    const begun = await this.#plan()
    this.#steps = begun.steps.length
    refuse(this.context.part, await checkRows(begun.checks, this.context.session.run))
    await this.#alter(begun, lock)
    for (const migration of (await this.#plan()).added) await this.#migrate(migration, lock)
    for (const step of (await this.#plan()).closing) await this.#step(step)
  }

  async #alter(begun: PartPlan, lock: RunnerLock): Promise<void> {
    const done = new Set<string>()
    for (let plan = begun, [step] = plan.base; step !== undefined; [step] = plan.base) {
      const { sql: statement, title } = step
      if (done.has(statement)) throw new ProviderError('internal', `a step changed nothing: ${title}: ${statement}`)
      done.add(statement)
      await lock.renew()
      const failed = await this.#step(step).catch((error: unknown) => ({ error }))
      plan = await this.#plan().catch((error: unknown) => {
        throw failed?.error ?? error
      })
      if (failed !== undefined && plan.base.some(({ sql: left }) => left === statement)) throw failed.error
    }
  }

  async #plan(): Promise<PartPlan> {
    const { planner, part, settings, session } = this.context
    const plan = await planPart(planner, await lookAt(planner, session.run), part, session.run, settings.thorough)
    refuse(part, plan.obstacles)
    return plan
  }

  /** Does the steps of a migration, which may each be repeated, and records it once it is as it must be. */
  async #migrate({ name, begin, own, mark }: PlannedMigration, lock: RunnerLock): Promise<void> {
    const { planner, part, session } = this.context
    for (const step of [...begin, ...own]) {
      await lock.renew()
      await this.#step(step)
    }
    const migration = migrationsOf(planner.dialect, part).find((one) => one.name === name)
    const look = { look: true, thorough: true }
    const schema = await lookAt(planner, session.run)
    const problems =
      migration === undefined || own.length === 0 ? [] : await problemsOf(migration, schema, look, session.run)
    if (problems.length > 0) {
      throw new ProviderError('internal', `the outcome is not right, and is not recorded: ${problems.join('; ')}`)
    }
    for (const step of mark) await this.#step(step)
  }

  async #step(step: MigrationStep): Promise<undefined> {
    const { part, settings, session } = this.context
    const number = this.#applied.length + 1
    const of = Math.max(number, this.#steps)
    settings.onProgress({ ...step, part, step: number, of, done: false })
    try {
      await session.run(sql.raw(step.sql))
    } catch (error) {
      const known = session.classify(error) ?? { code: 'internal' as const }
      const reason = error instanceof Error ? error.message : String(error)
      throw new ProviderError(
        known.code,
        `${reason} (at step ${number} of ${part}: ${step.title}); the steps before it are done, and another run goes on from there`,
        { ...known, cause: error },
      )
    }
    this.#applied.push(step)
    settings.onProgress({ ...step, part, step: number, of, done: true })
  }
}
