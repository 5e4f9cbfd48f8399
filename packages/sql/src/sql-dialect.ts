import type { TagMatch } from '@dmt-providers/core'
import type { Expression, Kysely, RawBuilder, SqlBool } from 'kysely'
import type { BatchDialect } from './batches/batch-dialect.js'
import type { SchemaMigration } from './schema/schema-migration.js'
import type { SchemaTools } from './schema/schema-tools.js'
import type { Encoders, Statement } from './statement.js'
import type { DeviceBulkStatements } from './statements/device-bulk-statements.js'
import type { DeviceStatements } from './statements/device-statements.js'
import type { Column, TableModel } from './table-model.js'

/** Tables are addressed by the names in their models, so statements are built over plain records. */
export type AnyTables = Record<string, Record<string, unknown>>

/** What differs between databases. Everything else is written once. */
export interface SqlDialect {
  readonly name: 'postgres' | 'mssql' | 'mariadb' | 'mysql'
  /** Compiles queries and runs none. */
  readonly builder: Kysely<AnyTables>
  /**
   * How a write answers the stored row: by a clause of its own, `inserts` by `returning` in inserts alone, or not at all.
   * Where it does not, the row is read again.
   */
  readonly returning: 'returning' | 'output' | 'inserts' | 'none'
  readonly encoders: Encoders
  /** Driver value → contract value, for the column types whose driver values differ. */
  readonly decoders: Readonly<Partial<Record<Column['type'] | 'version', (value: unknown) => unknown>>>
  /**
   * The version of a row, which is text of digits once it is decoded; `source` is a table, or a pseudo-table such as
   * `inserted`.
   */
  version(source: string): RawBuilder<unknown>
  /** Assignments that make an update change the version, where the database does not do so by itself. */
  readonly touch: Readonly<Record<string, RawBuilder<unknown>>>
  /** The part of a query that takes one page; it follows `order by`. */
  page(limit: unknown, offset: unknown): RawBuilder<unknown>
  /** True for rows of `devices` whose tags match. */
  hasTags(match: TagMatch, column: string, tags: unknown): RawBuilder<SqlBool>
  /** Every tag of some devices, once, as `tag`. */
  distinctTags(table: string, column: string, where: Expression<SqlBool>): RawBuilder<{ tag: string }>
  /** True for texts that begin with another, where `like` does not find all of them. */
  readonly startsWith: ((column: string, prefix: unknown) => RawBuilder<SqlBool>) | undefined
  /** The rows of a link table as one JSON array of objects; the order is the reader's business. */
  jsonRows(table: string, fields: Readonly<Record<string, string>>, where: Expression<SqlBool>): RawBuilder<unknown>
  /** Compares texts to the letter, where `=` takes spaces at the end for nothing. */
  readonly sameText: ((left: RawBuilder<unknown>, right: unknown) => RawBuilder<SqlBool>) | undefined
  /** How names are compared where the database has no type or collation that ignores case and nothing else. */
  readonly nameKeys: NameKeys | undefined
  /** How many rows are inserted by one statement. */
  readonly batch: BatchDialect
  /** Column type in a `create table`. */
  columnType(column: Column): string
  /** True where each statement that makes a table commits, so that a schema may be left half-made. */
  readonly schemaCommits: boolean
  /** What must run before the first table with a column of a type is made. */
  readonly prerequisites: Readonly<Partial<Record<Column['type'], string>>>
  /** Compares a table's columns with its model: names of every column that the table has; empty when it is absent. */
  columnsOf(table: string): RawBuilder<{ name: string }>
  /** What is added to the tables of a part after they are made, in order. */
  readonly migrations: readonly SchemaMigration[]
  /** How tables that are there already are looked at and altered. */
  readonly schemaTools: SchemaTools
  /** What one of the migrations gives to the statements for devices. */
  readonly deviceScale: DeviceScale | undefined
}

/** A column beside each name, of which the database keeps the content, and by which names are compared. */
export interface NameKeys {
  /** What the column holds of a name, or of a text that is part of a key. */
  of(value: unknown, type: 'name' | 'text'): RawBuilder<unknown>
  /** What names are ordered by; `undefined` where it is the column itself. */
  readonly order: ((name: RawBuilder<unknown>) => RawBuilder<unknown>) | undefined
  /** True where each text that is part of a key has such a column too, because keys would take spaces for nothing. */
  readonly ofTexts: boolean
  /** True where a primary key may be over such columns. */
  readonly primary: boolean
  /** Its definition in a `create table`, beside that of the name's column. */
  definition(column: Column): string
}

/** Name of the column by which a column that is part of a key is compared. */
export function nameKeyOf({ nameKeys }: Pick<SqlDialect, 'nameKeys'>, column: Pick<Column, 'name' | 'type'>): string {
  const keyed = column.type === 'name' || (column.type === 'text' && nameKeys?.ofTexts === true)
  return keyed && nameKeys !== undefined ? `${column.name}_key` : column.name
}

/** The statements for devices in a database that has a migration. */
export interface DeviceScale {
  /** Name of the migration. */
  readonly migration: string
  /** Made of those over the hosts' table alone. */
  statements(dialect: SqlDialect, plain: DeviceStatements): DeviceStatements
  /** The same for many devices at a time, where they differ. */
  bulk?(dialect: SqlDialect, plain: DeviceBulkStatements): DeviceBulkStatements
  /** What a store runs once in a while where writes leave something to add up. */
  fold?(dialect: SqlDialect): Statement
}

/** The models' helper for a qualified column. */
export function qualified(model: TableModel, column: string): string {
  return `${model.table}.${column}`
}
