import type { Compilable, RawBuilder, SqlBool } from 'kysely'
import type { SqlDialect } from '../sql-dialect.js'
import { compileStatement, type Statement } from '../statement.js'
import type { TableModel } from '../table-model.js'
import { insertValues, selection, updateValues } from './selections.js'

/** True for a write whose own statement answers the stored row. */
export function answersRow({ returning }: SqlDialect, write: 'insert' | 'update'): boolean {
  return returning !== 'none' && (returning !== 'inserts' || write === 'insert')
}

/**
 * True for a table whose rows are told by the arguments of a write, where its statement answers none: it has no version,
 * and no name, of which the spelling that is stored may be another. SQL Server lets no statement answer rows of a table
 * that has a trigger, as such a table may have.
 */
export function bindsRow({ returning }: SqlDialect, { versioned, columns }: TableModel): boolean {
  const answers = returning === 'returning'
  return !answers && !versioned && Object.values(columns).every(({ type }) => type !== 'name')
}

/** An insert that answers the stored row where the dialect can. */
export function insertStatement(dialect: SqlDialect, model: TableModel): Statement {
  const query = dialect.builder.insertInto(model.table).values(insertValues(model))
  return compileStatement(
    `${model.name}.insert`,
    model.name,
    answering(dialect, model, 'insert', query),
    dialect.encoders,
  )
}

/** An update of the rows that match, which answers the stored row where the dialect can. */
export function updateStatement(
  dialect: SqlDialect,
  model: TableModel,
  conditions: readonly RawBuilder<SqlBool>[],
): Statement {
  const query = conditions.reduce(
    (partial, condition) => partial.where(condition),
    dialect.builder.updateTable(model.table).set(updateValues(dialect, model)),
  )
  return compileStatement(
    `${model.name}.update`,
    model.name,
    answering(dialect, model, 'update', query),
    dialect.encoders,
  )
}

/** A delete of the rows that match. */
export function deleteStatement(
  dialect: SqlDialect,
  model: TableModel,
  conditions: readonly RawBuilder<SqlBool>[],
): Statement {
  const query = conditions.reduce(
    (partial, condition) => partial.where(condition),
    dialect.builder.deleteFrom(model.table),
  )
  return compileStatement(`${model.name}.delete`, model.name, query, dialect.encoders)
}

type Selections = ReturnType<typeof selection>

/** A write that can answer rows, whichever clause its dialect has for it. */
interface Answering {
  returning(selections: Selections): Compilable
  output(selections: Selections): Compilable
}

function answering(
  dialect: SqlDialect,
  model: TableModel,
  write: 'insert' | 'update',
  query: Answering & Compilable,
): Compilable {
  if (!answersRow(dialect, write) || bindsRow(dialect, model)) return query
  if (dialect.returning === 'output') return query.output(selection(dialect, model, model.selected, 'inserted'))
  return query.returning(selection(dialect, model, model.selected))
}
