import {
  type ApplySettings,
  type ErrorClassifier,
  type MigrationObstacle,
  type MigrationStep,
  ProviderError,
} from '@dmt-providers/core'
import { sql } from 'kysely'
import type { ResultRow } from '../sql-connection.js'
import { checkRows } from './check-rows.js'
import type { FoundSchema } from './found-schema.js'
import { knownTables, type PartPlan, type Planner, planPart } from './plan-part.js'
import { refuseFuture } from './refuse-future.js'
import type { SchemaPartName } from './schema-part.js'
import type { RunQuery } from './schema-tools.js'

/** One part on its way from what was found to a new database's, within a transaction that somebody else ends. */
export class PartRun {
  constructor(
    private readonly planner: Planner,
    private readonly part: SchemaPartName,
    private readonly classify: ErrorClassifier,
    private readonly settings: ApplySettings,
    private readonly run: RunQuery,
  ) {}

  /** What was planned may have been done by another runner meanwhile, so it is planned again under the lock. */
  async apply(): Promise<readonly MigrationStep[]> {
    const { tools } = this.planner
    for (const statement of tools.patience(this.settings.lockTimeoutMs)) await this.run(sql.raw(statement))
    await this.#lock(tools.runnerLock(this.settings.lockTimeoutMs), 'another runner of migrations')
    const { altered } = await this.#plan()
    if (altered.length > 0) await this.#lock(tools.tableLock(altered), `whoever uses ${altered.join(', ')}`)
    const { steps, checks } = await this.#plan()
    refuse(this.part, await checkRows(checks, this.run))
    for (const [index, step] of steps.entries()) await this.#step(step, index + 1, steps.length)
    if (steps.length > 0) await this.#compare()
    return steps
  }

  async #plan(): Promise<PartPlan> {
    const schema = await lookAt(this.planner, this.run)
    const plan = await planPart(this.planner, schema, this.part, this.run, this.settings.thorough)
    refuse(this.part, plan.obstacles)
    return plan
  }

  async #step(step: MigrationStep, number: number, of: number): Promise<void> {
    const { part, settings } = this
    settings.onProgress({ ...step, part, step: number, of, done: false })
    try {
      await this.run(sql.raw(step.sql))
    } catch (error) {
      const known = this.classify(error) ?? { code: 'internal' as const }
      const reason = error instanceof Error ? error.message : String(error)
      throw new ProviderError(
        known.code,
        `${reason} (at step ${number} of ${part}: ${step.title}); nothing of ${part} was changed`,
        { ...known, cause: error },
      )
    }
    settings.onProgress({ ...step, part, step: number, of, done: true })
  }

  async #compare(): Promise<void> {
    const schema = await lookAt(this.planner, this.run)
    const { problems } = await planPart(this.planner, schema, this.part, this.run, true)
    if (problems.length === 0) return
    throw new ProviderError(
      'internal',
      `nothing of ${this.part} was changed, because the outcome would not be right: ${problems.join('; ')}`,
    )
  }

  async #lock(statement: string | undefined, who: string): Promise<void> {
    if (statement === undefined) return
    try {
      if (isRefused(await this.run(sql.raw(statement)))) throw this.#tooLate(who)
    } catch (error) {
      if (this.classify(error)?.code !== 'unavailable') throw error
      throw this.#tooLate(who, error)
    }
  }

  #tooLate(who: string, cause?: unknown): ProviderError {
    const seconds = this.settings.lockTimeoutMs / 1_000
    return new ProviderError(
      'unavailable',
      `${who} did not finish within ${seconds} s; nothing of ${this.part} was changed: try again, or allow more time (--lock-timeout)`,
      { cause },
    )
  }
}

/** True when a lock was not granted, by a database that answers so in place of an error. */
export function isRefused(rows: readonly ResultRow[]): boolean {
  const granted = rows[0]?.granted
  return granted !== undefined && Number(granted) !== 1
}

/** What the database has; throws for one that a newer release migrated. */
export async function lookAt({ dialect, tools }: Planner, run: RunQuery): Promise<FoundSchema> {
  const schema = await tools.look(knownTables, run)
  refuseFuture(dialect, [...(schema.recorded ?? []), ...(schema.begun ?? [])])
  return schema
}

/** Throws everything that stands in the way, under the code of the gravest; `what` was not changed. */
export function refuse(what: SchemaPartName | 'nothing', obstacles: readonly MigrationObstacle[]): void {
  if (obstacles.length === 0) return
  const code = (['unsupported', 'permission-denied', 'conflict'] as const).find((one) =>
    obstacles.some((obstacle) => obstacle.code === one),
  )
  const subject = what === 'nothing' ? what : `nothing of ${what}`
  throw new ProviderError(
    code ?? 'unsupported',
    `${subject} was changed: ${obstacles.map(({ message }) => message).join('; ')}`,
    { table: obstacles[0]?.table },
  )
}
