import { type Call, type ErrorClassifier, ProviderError } from '@dmt-providers/core'
import { type RawBuilder, sql } from 'kysely'
import { Param } from '../param.js'
import type { SqlConnection, SqlSession } from '../sql-connection.js'
import type { SqlDialect } from '../sql-dialect.js'
import { compileStatement, type Statement } from '../statement.js'
import { compilable } from '../statements/compilable.js'
import { createTable } from './create-table.js'
import { createRecord, migrationsOf, migrationTable, prerequisites } from './migration-record.js'
import { isRefused } from './part-run.js'
import { isTrue } from './plan-migrations.js'
import { plannerOf } from './plan-part.js'
import { refuseFuture } from './refuse-future.js'
import { runIn } from './run-in.js'
import type { SchemaMigration } from './schema-migration.js'
import { type SchemaPart, type SchemaPartName, schemaParts, type TableShape } from './schema-part.js'
import { SteppedRun } from './stepped-run.js'

/** Named with its package, because npx would otherwise look for one of the command's own name. */
const command = 'npx dmt-providers migrate (npm install @dmt-providers/cli)'

/** May tables be created in an empty database? */
export type MigrateMode = 'auto' | 'check'

/**
 * Makes sure that the tables of some parts can be used: creates them where there are none (mode `auto`), takes a schema
 * that the reference provider made as it is, and refuses one that is older or newer than this release by name. Answers the
 * names of the migrations that are in place; a process is warned once of each that is not.
 */
export async function ensureSchema(
  dialect: SqlDialect,
  connection: SqlConnection,
  parts: readonly SchemaPartName[],
  mode: MigrateMode,
  classify: ErrorClassifier,
  call: Call,
): Promise<ReadonlySet<string>> {
  const schema = new SchemaSession(dialect, connection, classify, call)
  await schema.refuseFuture()
  const applied = new Set<string>()
  for (const name of parts) {
    if (!(await schema.has(schemaParts[name], mode))) {
      if (mode === 'check') throw missing(schemaParts[name])
      await connection.transaction((session) => new SchemaSession(dialect, session, classify, call).create(name), call)
    }
    applied.add(schemaParts[name].migration)
    for (const migration of migrationsOf(dialect, name)) {
      if (await schema.applied(migration)) applied.add(migration.name)
      else warnOnce(migration)
    }
  }
  return applied
}

/** Milliseconds that a first call waits for another process that creates the tables. */
const patience = 60_000

/** Stands for the time of a part that is not finished. */
const unfinished = ''

const warned = new Set<string>()

function warnOnce({ name, without }: SchemaMigration): void {
  if (warned.has(name)) return
  warned.add(name)
  process.emitWarning(`the database lacks the migration ${name}: ${without}; to apply it, run ${command}`, {
    code: 'DMT_SCHEMA_PLAIN',
  })
}

class SchemaSession {
  constructor(
    private readonly dialect: SqlDialect,
    private readonly session: SqlSession,
    private readonly classify: ErrorClassifier,
    private readonly call: Call,
  ) {}

  /**
   * True when every table of a part is there and whole; throws when only some of it is. One whose making was begun is not
   * there yet for who may make it.
   */
  async has(part: SchemaPart, mode: MigrateMode): Promise<boolean> {
    const begun = await this.#isBegun(part)
    if (begun && mode === 'auto') return false
    const gaps: string[] = []
    const absent: string[] = []
    for (const shape of part.tables) {
      const found = await this.#columns(shape.table)
      if (found.size === 0) absent.push(shape.table)
      else gaps.push(...missingColumns(this.dialect, shape, found))
    }
    if (absent.length === part.tables.length) return false
    if (absent.length > 0 || gaps.length > 0)
      throw begun ? halfMade(part, absent) : outdated(part, [...absent, ...gaps])
    return true
  }

  /** Refuses a database whose recorded migrations this release does not know. */
  async refuseFuture(): Promise<void> {
    if ((await this.#columns(migrationTable)).size === 0) return
    const { rows } = await this.#run(sql`select name as ${sql.ref('name')} from ${sql.table(migrationTable)}`)
    refuseFuture(
      this.dialect,
      rows.map((row) => String(row.name)),
    )
  }

  /** Creates a part under the lock, unless another runner has done so meanwhile. */
  async create(name: SchemaPartName): Promise<void> {
    const { lease, runnerLock } = this.dialect.schemaTools
    if (lease !== undefined) {
      const settings = { lockTimeoutMs: patience, thorough: false, onProgress: () => {} }
      const run = runIn(this.dialect, this.session, this.call)
      const session = { lease, run, beside: undefined, classify: this.classify }
      await new SteppedRun({ planner: plannerOf(this.dialect), part: name, settings, session }).apply()
      return
    }
    const lock = runnerLock(patience)
    if (lock !== undefined && isRefused((await this.#run(sql.raw(lock))).rows)) throw lockedOut()
    await this.#createLocked(name)
  }

  /** Whether everything that the statements over a migration rely on is there. */
  async applied({ name, applied }: SchemaMigration): Promise<boolean> {
    if (this.dialect.schemaCommits && !(await this.#isRecorded(name))) return false
    return isTrue((await this.#run(sql.raw(applied))).rows[0]?.applied)
  }

  async #createLocked(name: SchemaPartName): Promise<void> {
    const part: SchemaPart = schemaParts[name]
    if (await this.has(part, 'auto')) return
    if ((await this.#columns(migrationTable)).size === 0) await this.#run(sql.raw(createRecord(this.dialect)))
    for (const statement of prerequisites(this.dialect, part.tables)) await this.#run(sql.raw(statement))
    const { wanted } = plannerOf(this.dialect)
    for (const shape of part.tables) {
      const table = wanted.get(shape.table)
      if (table !== undefined) await this.#run(sql.raw(createTable(this.dialect, shape, table)))
    }
    await this.#record(part.migration)
    for (const migration of migrationsOf(this.dialect, name)) {
      for (const step of migration.steps) await this.#run(sql.raw(step.sql))
      await this.#record(migration.name)
    }
  }

  async #record(name: string): Promise<void> {
    await this.#run(sql.raw(this.dialect.schemaTools.record(name, 'applied')))
  }

  /** True for a part whose making another runner began and did not finish, or has not yet. */
  async #isBegun({ migration }: SchemaPart): Promise<boolean> {
    return this.dialect.schemaCommits && (await this.#stateOf(migration)) === unfinished
  }

  async #isRecorded(migration: string): Promise<boolean> {
    return ((await this.#stateOf(migration)) ?? unfinished) !== unfinished
  }

  /** The time at which a migration was applied; `undefined` for one that nobody began. */
  async #stateOf(migration: string): Promise<string | undefined> {
    if ((await this.#columns(migrationTable)).size === 0) return undefined
    const record = sql.table(migrationTable)
    const { rows } = await this.#run(sql`select applied_at as state from ${record} where name = ${migration}`)
    return rows[0] === undefined ? undefined : String(rows[0].state)
  }

  async #columns(table: string): Promise<ReadonlySet<string>> {
    const query = this.dialect.columnsOf(new Param('table', 'text') as unknown as string)
    const { rows } = await this.session.run(schemaStatement(this.dialect, 'columns', query), { table }, this.call)
    return new Set(rows.map((row) => String(row.name)))
  }

  async #run(query: RawBuilder<unknown>) {
    return await this.session.run(schemaStatement(this.dialect, '', query), {}, this.call)
  }
}

/** Statements without a name are not prepared: they run once. */
function schemaStatement(dialect: SqlDialect, name: string, query: RawBuilder<unknown>): Statement {
  return compileStatement(name === '' ? '' : `schema.${name}`, 'schema', compilable(dialect, query), {})
}

/** Columns that the services use and the database lacks, those that it fills by itself among them. */
function missingColumns({ schemaTools }: SqlDialect, shape: TableShape, found: ReadonlySet<string>): string[] {
  return [...shape.columns, ...schemaTools.keptColumns(shape)]
    .filter(({ name }) => !found.has(name))
    .map(({ name }) => `${shape.table}.${name}`)
}

function missing({ tables }: SchemaPart): ProviderError {
  const names = tables.map(({ table }) => table).join(', ')
  return new ProviderError(
    'unsupported',
    `the database has none of the tables ${names}; create them with ${command}, or allow it with the option migrate=auto`,
  )
}

function halfMade({ migration }: SchemaPart, absent: readonly string[]): ProviderError {
  return new ProviderError(
    'unsupported',
    `the tables of ${migration} are not all made yet: ${absent.join(', ')}; if nobody is at it, run ${command}, or allow it with the option migrate=auto`,
  )
}

function lockedOut(): ProviderError {
  return new ProviderError('unavailable', 'another process is creating the tables and does not finish; try again later')
}

function outdated(part: SchemaPart, gaps: readonly string[]): ProviderError {
  const lacks = gaps.map((gap) => (gap.includes('.') ? `column ${gap}` : `table ${gap}`)).join(', ')
  return new ProviderError(
    'unsupported',
    `the schema is older than this release (${part.migration}): it lacks ${lacks}; after a backup, run ${command}`,
  )
}
