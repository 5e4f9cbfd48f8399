import { type Call, ProviderError } from '@dmt-providers/core'
import { type RawBuilder, sql } from 'kysely'
import { Param } from '../param.js'
import type { SqlConnection, SqlSession } from '../sql-connection.js'
import type { SqlDialect } from '../sql-dialect.js'
import { compileStatement, type Statement } from '../statement.js'
import { compilable } from '../statements/compilable.js'
import { createTable } from './create-table.js'
import { createRecord, migrationsOf, migrationTable, prerequisites } from './migration-record.js'
import { refuseFuture } from './refuse-future.js'
import type { SchemaMigration } from './schema-migration.js'
import { type SchemaPart, type SchemaPartName, schemaParts, type TableShape } from './schema-part.js'

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
  call: Call,
): Promise<ReadonlySet<string>> {
  const schema = new SchemaSession(dialect, connection, call)
  await schema.refuseFuture()
  const applied = new Set<string>()
  for (const name of parts) {
    if (!(await schema.has(schemaParts[name]))) {
      if (mode === 'check') throw missing(schemaParts[name], dialect)
      await connection.transaction((session) => new SchemaSession(dialect, session, call).create(name), call)
    }
    applied.add(schemaParts[name].migration)
    for (const migration of migrationsOf(dialect, name)) {
      if (await schema.applied(migration)) applied.add(migration.name)
      else warnOnce(migration)
    }
  }
  return applied
}

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
    private readonly call: Call,
  ) {}

  /** True when every table of a part is there and whole; throws when only some of it is. */
  async has(part: SchemaPart): Promise<boolean> {
    const gaps: string[] = []
    let absent = 0
    for (const shape of part.tables) {
      const found = await this.#columns(shape.table)
      if (found.size === 0) absent++
      else gaps.push(...missingColumns(shape, found))
    }
    if (absent === part.tables.length || (absent > 0 && gaps.length === 0 && (await this.#isBegun(part)))) return false
    if (absent > 0 || gaps.length > 0)
      throw outdated(part, [...(await this.#absentTables(part)), ...gaps], this.dialect)
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
    const { migrationLock, migrationUnlock } = this.dialect
    const granted = (await this.#run(migrationLock)).rows[0]?.granted
    if (granted !== undefined && Number(granted) !== 1) throw lockedOut()
    try {
      await this.#createLocked(name)
    } finally {
      if (migrationUnlock !== undefined) await this.#run(migrationUnlock)
    }
  }

  /** Whether everything that the statements over a migration rely on is there. */
  async applied({ applied }: SchemaMigration): Promise<boolean> {
    return (await this.#run(sql.raw(applied))).rows[0]?.applied === true
  }

  async #createLocked(name: SchemaPartName): Promise<void> {
    const part: SchemaPart = schemaParts[name]
    if (await this.has(part)) return
    if ((await this.#columns(migrationTable)).size === 0) await this.#run(sql.raw(createRecord))
    if (this.dialect.schemaCommits) await this.#begin(part)
    for (const statement of prerequisites(this.dialect, part.tables)) await this.#run(sql.raw(statement))
    for (const shape of part.tables) await this.#run(sql.raw(createTable(this.dialect, shape)))
    await this.#record(part.migration)
    for (const migration of migrationsOf(this.dialect, name)) {
      for (const step of migration.steps) await this.#run(sql.raw(step.sql))
      await this.#record(migration.name)
    }
  }

  async #record(name: string, time = new Date().toISOString()): Promise<void> {
    const record = sql.table(migrationTable)
    const begun = sql`update ${record} set applied_at = ${time} where name = ${name}`
    if (this.dialect.schemaCommits && (await this.#run(begun)).affected > 0) return
    await this.#run(sql`insert into ${record} (name, applied_at) values (${name}, ${time})`)
  }

  /** Notes that a part is being made, where another runner would see some of its tables and not the others. */
  async #begin(part: SchemaPart): Promise<void> {
    if (!(await this.#isBegun(part))) await this.#record(part.migration, unfinished)
  }

  /** True for a part whose making another runner began and did not finish, or has not yet. */
  async #isBegun({ migration }: SchemaPart): Promise<boolean> {
    if (!this.dialect.schemaCommits || (await this.#columns(migrationTable)).size === 0) return false
    const { rows } = await this.#run(
      sql`select name from ${sql.table(migrationTable)} where name = ${migration} and applied_at = ${unfinished}`,
    )
    return rows.length > 0
  }

  async #absentTables(part: SchemaPart): Promise<string[]> {
    const found = await Promise.all(
      part.tables.map(async ({ table }) => ({ table, size: (await this.#columns(table)).size })),
    )
    return found.filter(({ size }) => size === 0).map(({ table }) => table)
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

function missingColumns(shape: TableShape, found: ReadonlySet<string>): string[] {
  return shape.columns.filter(({ name }) => !found.has(name)).map(({ name }) => `${shape.table}.${name}`)
}

function missing(part: SchemaPart, { schemaTools }: SqlDialect): ProviderError {
  const migrated = schemaTools === undefined ? '' : `create them with ${command}, or `
  const tables = part.tables.map(({ table }) => table).join(', ')
  return new ProviderError(
    'unsupported',
    `the database has none of the tables ${tables}; ${migrated}allow it with the option migrate=auto`,
  )
}

function lockedOut(): ProviderError {
  return new ProviderError('unavailable', 'another process is creating the tables and does not finish; try again later')
}

/** Where no release ever made another schema, somebody has changed this one. */
function outdated(part: SchemaPart, gaps: readonly string[], { schemaTools }: SqlDialect): ProviderError {
  const lacks = gaps.map((gap) => (gap.includes('.') ? `column ${gap}` : `table ${gap}`)).join(', ')
  const [state, fix] =
    schemaTools === undefined
      ? ['is not as it was made', 'restore it from a backup']
      : ['is older than this release', `after a backup, run ${command}`]
  return new ProviderError('unsupported', `the schema ${state} (${part.migration}): it lacks ${lacks}; ${fix}`)
}
