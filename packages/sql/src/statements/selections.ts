import { type AliasedRawBuilder, type Expression, type RawBuilder, type SqlBool, sql } from 'kysely'
import { Param } from '../param.js'
import { nameKeyOf, type SqlDialect } from '../sql-dialect.js'
import type { Column, TableModel } from '../table-model.js'

/** The tenant that each call names. */
export const tenantParam = new Param('tenantId', 'text')

/** Condition `column = parameter`; the column is qualified by its table. */
export function equals(dialect: SqlDialect, model: TableModel, column: string, param: Param): RawBuilder<SqlBool> {
  const stored = sql.ref(`${model.table}.${column}`)
  if (param.type !== 'text') return sql<SqlBool>`${stored} = ${param}`
  if (model.primaryKey.includes(column)) return names(dialect, model, column, param)
  return dialect.sameText?.(stored, param) ?? sql<SqlBool>`${stored} = ${param}`
}

/** The same for a column of a key, which may hold names: they are equal whatever their case is. */
export function names(dialect: SqlDialect, model: TableModel, column: string, param: Param): RawBuilder<SqlBool> {
  const value = keyOf(dialect, describedColumn(model, column), param)
  return sql<SqlBool>`${comparedName(dialect, model, column)} = ${value}`
}

/** What a value is compared by that is part of a key. */
export function keyOf(dialect: SqlDialect, column: Pick<Column, 'name' | 'type'>, value: unknown): unknown {
  const { type } = column
  const keyed = (type === 'name' || type === 'text') && nameKeyOf(dialect, column) !== column.name
  return keyed ? dialect.nameKeys?.of(value, type) : value
}

/** What names are ordered by, qualified by their table. */
export function orderedName(dialect: SqlDialect, model: TableModel, column: string): RawBuilder<unknown> {
  return dialect.nameKeys?.order?.(sql.ref(`${model.table}.${column}`)) ?? comparedName(dialect, model, column)
}

/** What a column of a key is compared by, qualified by its table. */
export function comparedName(dialect: SqlDialect, model: TableModel, column: string): RawBuilder<unknown> {
  return sql.ref(`${model.table}.${nameKeyOf(dialect, describedColumn(model, column))}`)
}

function describedColumn({ columns, unmapped, name }: TableModel, column: string): Column {
  const found = [...Object.values(columns), ...unmapped].find((one) => one.name === column)
  if (found === undefined) throw new Error(`${name} has no column ${column}`)
  return found
}

/** Column of a field; the models name every field of their table. */
export function columnOf(model: TableModel, field: string): string {
  const column = model.columns[field]
  if (column === undefined) throw new Error(`${model.name} has no field ${field}`)
  return column.name
}

/** Parameter that carries a field. */
export function fieldParam(model: TableModel, field: string): Param {
  return new Param(field, model.columns[field]?.type ?? 'text')
}

/** The fields as `source.column as field`, and the version of a versioned table. */
export function selection(
  dialect: SqlDialect,
  model: TableModel,
  fields: readonly string[],
  source: string = model.table,
): AliasedRawBuilder<unknown, string>[] {
  const columns = fields.map((field) => sql.ref(`${source}.${columnOf(model, field)}`).as(field))
  return model.versioned ? [...columns, dialect.version(source).as('version')] : columns
}

/** The time of an insert. */
const creationParam = new Param('creationDate', 'text')

/** Values of an insert, by column. */
export function insertValues(model: TableModel): Record<string, Param> {
  const values = model.inserted.map((field) => [columnOf(model, field), fieldParam(model, field)])
  return { ...Object.fromEntries(values), ...(model.dated ? { creation_date: creationParam } : {}) }
}

/** Assignments of an update, by column. */
export function updateValues(dialect: SqlDialect, model: TableModel): Record<string, Expression<unknown> | Param> {
  const values = model.updated.map((field) => [columnOf(model, field), fieldParam(model, field)])
  return { ...Object.fromEntries(values), ...(model.versioned ? dialect.touch : {}) }
}
