import type { RawBuilder } from 'kysely'
import type { ResultRow } from '../sql-connection.js'
import type { Column } from '../table-model.js'
import type { FoundSchema } from './found-schema.js'

/** Runs one statement of a migration and answers its rows. */
export type RunQuery = (query: RawBuilder<unknown>) => Promise<ResultRow[]>

/** A key as it must be. */
export interface WantedKey {
  readonly name: string
  readonly kind: 'primary' | 'unique' | 'foreign'
  readonly columns: readonly string[]
  readonly target: { readonly table: string; readonly columns: readonly string[] } | undefined
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

/** How a dialect looks at its catalogue, and alters what it finds. Each text is one statement. */
export interface SchemaTools {
  /** What is there of these tables. */
  look(tables: readonly string[], run: RunQuery): Promise<FoundSchema>
  /** A column's type in the words of the catalogue. */
  typeInCatalogue(column: Column): string
  /** True when every value of the wanted type fits, and compares as it must. */
  holds(found: string, wanted: string): boolean
  /** True when a column may become the wanted type without a value changing. */
  widens(found: string, wanted: string): boolean
  /** Names of the keys as the database gives them in a `create table` that names none. */
  keyName(table: string, kind: 'primary' | 'foreign', columns: readonly string[]): string
  /** Opens a transaction that changes nothing. */
  readonly readOnly: string
  /** Bounds the waiting for locks within a transaction, and lets a statement take as long as it takes. */
  patience(lockTimeoutMs: number): readonly string[]
  /** Waits for other runners of migrations; ends with the transaction. */
  readonly runnerLock: string
  /** Keeps others from a table until the transaction ends; `reading` lets them read. */
  tableLock(tables: readonly string[], reading: boolean): string
  /** The time as `dmt_migrations` has it, for a statement. */
  readonly now: string
  addColumns(table: string, definitions: readonly string[]): string
  dropDefault(table: string, column: string): string
  setType(table: string, column: string, type: string): string
  setNotNull(table: string, column: string): string
  dropNotNull(table: string, column: string): string
  addKey(table: string, key: WantedKey): string
  renameKey(table: string, from: string, to: string): string
  validateKey(table: string, name: string): string
  dropKey(table: string, name: string): string
  dropIndex(name: string): string
  /** Rows that a unique key would refuse, as `row` with `total` of all of them; at most ten. `shown` names them. */
  duplicates(table: string, columns: readonly CheckedColumn[], shown: readonly string[]): string
  /** Rows that have no value in a column, in the same form; `shown` names them. */
  nulls(table: string, column: string, shown: readonly string[]): string
  /** Rows that refer to nothing, in the same form. */
  orphans(table: string, target: string | undefined, pairs: readonly CheckedPair[]): string
}
