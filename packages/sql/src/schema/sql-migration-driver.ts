import {
  type ApplySettings,
  type Call,
  type ErrorClassifier,
  type MigrationDriver,
  type MigrationObstacle,
  type MigrationPart,
  type MigrationPlan,
  type MigrationReport,
  type MigrationResult,
  type MigrationStep,
  ProviderError,
} from '@dmt-providers/core'
import { sql } from 'kysely'
import type { SqlSession } from '../sql-connection.js'
import type { SqlProvider } from '../sql-storage-driver.js'
import { checkRows } from './check-rows.js'
import type { FoundSchema } from './found-schema.js'
import { migrationScript } from './migration-script.js'
import { lookAt, PartRun, refuse } from './part-run.js'
import { isPresent, type PartPlan, type Planner, plannerOf, planPart } from './plan-part.js'
import { runIn } from './run-in.js'
import { type SchemaPartName, schemaParts } from './schema-part.js'
import type { RunQuery } from './schema-tools.js'
import { SteppedRun } from './stepped-run.js'

/** Milliseconds to wait for locks while nothing is changed. */
const readPatience = 60_000

/** Migrations of any SQL database whose dialect knows how to alter tables. */
export class SqlMigrationDriver implements MigrationDriver {
  readonly provider: string
  readonly system: string
  readonly classify: ErrorClassifier
  readonly #planner: Planner

  /** `parts` names what to migrate; `undefined` for the parts that the database has. */
  constructor(
    private readonly options: Omit<SqlProvider, 'migrate'>,
    private readonly parts: readonly MigrationPart[] | undefined,
  ) {
    const { dialect, provider, system, classify } = options
    this.provider = provider
    this.system = system
    this.classify = classify
    this.#planner = plannerOf(dialect)
  }

  async plan(thorough: boolean, call: Call): Promise<MigrationPlan> {
    return await this.#reading(call, async (run) => await this.#plan(run, thorough))
  }

  async apply(settings: ApplySettings, call: Call): Promise<MigrationResult> {
    // All parts are looked at before the first is changed, so that an obstacle of one keeps all as they are.
    const { obstacles, parts, kept, notes } = await this.plan(settings.thorough, call)
    refuse('nothing', obstacles)
    const applied: MigrationStep[] = []
    for (const { part, steps } of parts) {
      if (steps.length > 0) applied.push(...(await this.#applyPart(part, settings, call)))
    }
    return { applied, kept, notes }
  }

  async verify(call: Call): Promise<MigrationReport> {
    return await this.#reading(call, async (run) => {
      const schema = await lookAt(this.#planner, run)
      const report: MigrationReport = { problems: [], migrations: [], kept: [] }
      for (const part of this.#partsOf(schema)) {
        const plan = await planPart(this.#planner, schema, part, run, true)
        report.problems.push(...plan.problems)
        report.migrations.push(...plan.inPlace)
        report.kept.push(...plan.kept)
      }
      return report
    })
  }

  async close(): Promise<void> {
    await this.options.connection.close()
  }

  async #plan(run: RunQuery, thorough: boolean): Promise<MigrationPlan> {
    const { tools } = this.#planner
    let schema = await lookAt(this.#planner, run)
    const plans: PartPlan[] = []
    const obstacles: MigrationObstacle[] = []
    for (const part of this.#partsOf(schema)) {
      const plan = await planPart(this.#planner, schema, part, run, thorough)
      plans.push(plan)
      obstacles.push(...plan.obstacles)
      if (plan.obstacles.length === 0) obstacles.push(...(await checkRows(plan.checks, run)))
      // The next part finds the record that this one makes.
      if (plan.steps.length > 0) schema = { ...schema, recorded: new Set(schema.recorded) }
    }
    return {
      parts: plans.map(({ part, found, steps }) => ({ part, found, steps: [...steps] })),
      obstacles,
      kept: plans.flatMap(({ kept }) => kept),
      notes: plans.flatMap(({ notes }) => notes),
      script: migrationScript(tools, plans),
    }
  }

  async #applyPart(part: SchemaPartName, settings: ApplySettings, call: Call): Promise<readonly MigrationStep[]> {
    const planner = this.#planner
    return await this.#transaction(call, async (run) => {
      const { lease, impatience } = planner.tools
      if (lease === undefined) {
        const applied = await new PartRun(planner, part, this.classify, settings, run).apply()
        for (const statement of impatience) await run(sql.raw(statement))
        return applied
      }
      const beside = this.#runIn(this.options.connection, call)
      const session = { lease, run, beside, classify: this.classify }
      return await new SteppedRun({ planner, part, settings, session }).apply()
    })
  }

  #partsOf(schema: FoundSchema): readonly SchemaPartName[] {
    const names = Object.keys(schemaParts) as SchemaPartName[]
    const { parts } = this
    const chosen = names.filter((name) => (parts === undefined ? isPresent(schema, name) : parts.includes(name)))
    if (chosen.length > 0) return chosen
    throw new ProviderError(
      'invalid-argument',
      `the database has none of the tables; name the parts to create (--tables): ${names.join(', ')}`,
    )
  }

  async #reading<T>(call: Call, body: (run: RunQuery) => Promise<T>): Promise<T> {
    return await this.#transaction(call, async (run) => {
      const { readOnly, patience, impatience } = this.#planner.tools
      for (const statement of [...patience(readPatience), ...readOnly]) await run(sql.raw(statement))
      const answer = await body(run)
      for (const statement of impatience) await run(sql.raw(statement))
      return answer
    })
  }

  async #transaction<T>(call: Call, body: (run: RunQuery) => Promise<T>): Promise<T> {
    return await this.options.connection.transaction(async (session) => await body(this.#runIn(session, call)), call)
  }

  #runIn(session: SqlSession, call: Call): RunQuery {
    return runIn(this.options.dialect, session, call)
  }
}
