import type { MigrationObstacle, MigrationStep } from '@dmt-providers/core'
import type { RawBuilder } from 'kysely'
import type { ResultRow } from '../sql-connection.js'
import type { Column } from '../table-model.js'
import type { FoundColumn, FoundKey, FoundSchema } from './found-schema.js'
import type { SchemaHistory } from './history.js'
import type { ScriptForm } from './migration-script.js'
import type { RunnerLease } from './runner-lock.js'
import type { TableShape } from './schema-part.js'

/** Runs one statement of a migration and answers its rows. */
export type RunQuery = (query: RawBuilder<unknown>) => Promise<ResultRow[]>

/** A key as it must be. */
export interface WantedKey {
  readonly name: string
  readonly kind: 'primary' | 'unique' | 'foreign'
  readonly columns: readonly string[]
  /** The columns that the services write; those above are what a dialect compares them by. */
  readonly written: readonly string[]
  readonly target:
    | { readonly table: string; readonly columns: readonly string[]; readonly written: readonly string[] }
    | undefined
}

/** A column as this release creates it. */
export interface WantedColumn {
  readonly column: Column
  /** In the words of the catalogue. */
  readonly type: string
  /** In a `create table` or `add column`. */
  readonly definition: string
}

/** A column that the database itself fills, beside those of the services. */
export interface KeptColumn {
  readonly name: string
  /** In a `create table` or `add column`. */
  readonly definition: string
  /** What the catalogue's {@link FoundColumn.definition} is when it is right. */
  readonly found: string
  /** The statement that makes it so where it is otherwise. */
  readonly mend: string
}

/** A column of a row check; the comparison of names ignores case. */
export interface CheckedColumn {
  readonly name: string
  readonly ignoresCase: boolean
}

/** A column of a row check and its counterpart; an absent tenant counts as the empty one. */
export interface CheckedPair {
  readonly from: CheckedColumn | undefined
  readonly to: CheckedColumn | undefined
}

/** What a plan would do, for a look at the rights that it takes. */
export interface PlannedWork {
  readonly steps: readonly MigrationStep[]
  /** Tables that are there and altered, or added to. */
  readonly tables: readonly string[]
  /** True when something new is made in the schema. */
  readonly creates: boolean
}

/** How a dialect looks at its catalogue, and alters what it finds. Each text is one statement. */
export interface SchemaTools {
  /** What releases changed in tables of this dialect. */
  readonly history: SchemaHistory
  /** What is there of these tables. */
  look(tables: readonly string[], run: RunQuery): Promise<FoundSchema>
  /** A column's type in the words of the catalogue. */
  typeInCatalogue(column: Column): string
  /** True when every value of the wanted type fits, and compares as it must. */
  holds(found: string, wanted: string): boolean
  /** True when a column may become the wanted type without a value changing. */
  widens(found: string, wanted: string): boolean
  /** Columns of a table that the dialect adds to those of the services. */
  keptColumns(shape: TableShape): readonly KeptColumn[]
  /** Name of a key, of those that the model leaves without one. */
  keyName(table: string, kind: WantedKey['kind'], columns: readonly string[]): string
  /** True where a `create table` must give such names, because the database would make up others. */
  namesKeys(kind: WantedKey['kind']): boolean
  /** True where a column cannot be changed while a reference is over it. */
  readonly referencesPin: boolean
  /** What a table's rows must be kept by, where there is a choice, and how that is set. */
  readonly engine: { readonly name: string; set(table: string): string } | undefined
  /** Makes a transaction one that changes nothing, and sees one state of all rows; follows {@link SchemaTools.patience}. */
  readonly readOnly: readonly string[]
  /** Bounds the waiting for locks, and lets a statement take as long as it takes. */
  patience(lockTimeoutMs: number): readonly string[]
  /** Undoes what of that outlasts a transaction, and lets go of what a step that failed may have held. */
  readonly impatience: readonly string[]
  /** Waits for other runners of migrations; ends with the transaction. `undefined` where a lease keeps them apart. */
  runnerLock(lockTimeoutMs: number): string | undefined
  /** What keeps other runners away where each statement that makes a table commits. */
  readonly lease: RunnerLease | undefined
  /** Keeps others from a table until the transaction ends; `undefined` where altering it does so. */
  tableLock(tables: readonly string[]): string | undefined
  /** Records a migration as applied at this moment, or as begun. */
  record(migration: string, state: 'applied' | 'begun'): string
  /** How statements are written down for the database's own client. */
  readonly script: ScriptForm
  /** What the role lacks, with the statement that gives it. */
  missingRights(schema: FoundSchema, work: PlannedWork): readonly MigrationObstacle[]
  addColumns(table: string, definitions: readonly string[]): string
  /** What follows a definition to give the rows that are there an empty text, until {@link SchemaTools.dropDefault}. */
  emptyDefault(table: string, column: string): string
  dropDefault(table: string, column: string): string
  setType(table: string, column: WantedColumn): string
  /** Requires a value in a column, or requires none, as it is wanted. */
  setNullability(table: string, column: WantedColumn): string
  /** Requires no value in a column that is no longer known. */
  dropNotNull(table: string, column: FoundColumn): string
  addKey(table: string, key: WantedKey): string
  /** `undefined` where the name of such a key does not matter. */
  renameKey(table: string, key: FoundKey, to: string): string | undefined
  validateKey(table: string, name: string): string
  dropKey(table: string, key: FoundKey): string
  dropIndex(table: string, name: string): string
  /** Rows that a unique key would refuse, as `row` with `total` of all of them; at most ten. `shown` names them. */
  duplicates(table: string, columns: readonly CheckedColumn[], shown: readonly string[]): string
  /** Rows that have no value in a column, in the same form; `shown` names them. */
  nulls(table: string, column: string, shown: readonly string[]): string
  /** Rows that refer to nothing, in the same form. */
  orphans(table: string, target: string | undefined, pairs: readonly CheckedPair[]): string
}
