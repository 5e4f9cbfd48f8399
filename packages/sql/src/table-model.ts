import type { Fields, FieldType, TableName } from '@dmt-providers/core'

/** One column of a table. */
export interface Column {
  /** Name in the database. */
  name: string
  type: FieldType | 'wall-clock'
  /** Characters that a text may have. */
  max?: number
  nullable: boolean
}

/** A key of another table that this one refers to; the tenant is always part of it. */
export interface Reference {
  table: TableName
  /** Column here that holds the name there. */
  column: string
}

/** One table of the hosts: how its fields are stored. */
export interface TableModel {
  /** Name in the contract: `ciraConfigs`. */
  name: TableName
  /** Name in the database: `ciraconfigs`. */
  table: string
  /** Column of each field. */
  columns: Readonly<Record<string, Column>>
  /** Columns that only the reference provider writes, or that hold when a row was made. */
  unmapped: readonly Column[]
  /** Column of the tenant. */
  tenant: string
  /** Fields that calls answer, in the order that the hosts print them. */
  selected: readonly string[]
  /** Fields that an insert stores. */
  inserted: readonly string[]
  /** Fields that an update replaces. */
  updated: readonly string[]
  /** True when an insert stores the time in `creation_date`, which no call answers. */
  dated: boolean
  /** True when a row carries a version. */
  versioned: boolean
  primaryKey: readonly string[]
  /** Unique constraints by name, in columns. */
  unique: Readonly<Record<string, readonly string[]>>
  references: readonly Reference[]
}

/** Column names of every field of a table. */
export type ColumnNames<F extends Fields> = { readonly [K in keyof F]: string }
