import type { NamedTable, StorageStore, TableName } from '@dmt-providers/core'

/** The calls of a named table, apart from what makes each of them special. */
export type NamedCalls<Row, RowInput extends object> = Pick<
  NamedTable<Row, RowInput>,
  'count' | 'list' | 'get' | 'insert' | 'update' | 'delete'
>

/** One table of named rows, as the cases that hold for all of them see it. */
export interface NamedTableSubject<Row extends object, RowInput extends object> {
  /** As in the ids of cases: `cira-configs`. */
  readonly id: string
  readonly table: TableName
  /** False for the table whose rows have no version. */
  readonly versioned: boolean
  /** What a row is answered with, in any order. */
  readonly answered: readonly (keyof Row & string)[]
  of(store: StorageStore): NamedCalls<Row, RowInput>
  /** A row with every field set that refers to no other row. */
  full(name: string, tenantId: string): RowInput
  /** A row with its required fields alone. */
  minimal(name: string, tenantId: string): RowInput
  nameOf(row: Row): string
  /** The row's version; empty for the table without. */
  versionOf(row: Row): string
}
