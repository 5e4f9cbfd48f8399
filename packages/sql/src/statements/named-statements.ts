import { sql } from 'kysely'
import { Param } from '../param.js'
import type { SqlDialect } from '../sql-dialect.js'
import { compileStatement, type Statement } from '../statement.js'
import type { TableModel } from '../table-model.js'
import { tableModels } from '../table-models.js'
import { columnOf, equals, fieldParam, names, orderedName, selection, tenantParam } from './selections.js'
import { deleteStatement, insertStatement, updateStatement } from './write-statements.js'

/** The statements of a table whose rows have a name. */
export interface NamedStatements {
  count: Statement
  list: Statement
  get: Statement
  insert: Statement
  update: Statement
  delete: Statement
  /** For each table that refers to this one: whether a row does. */
  referrers: readonly Statement[]
}

/** Compiles them. `extra` adds computed fields to what is read. */
export function namedStatements(
  dialect: SqlDialect,
  model: TableModel,
  extra: ReturnType<typeof selection> = [],
): NamedStatements {
  const key = model.selected[0] ?? ''
  const keyColumn = columnOf(model, key)
  const tenant = equals(dialect, model, model.tenant, tenantParam)
  const byName = [names(dialect, model, keyColumn, fieldParam(model, key)), tenant]
  const version = sql<boolean>`${dialect.version(model.table)} = ${new Param('version', 'version')}`
  const read = dialect.builder.selectFrom(model.table).select([...selection(dialect, model, model.selected), ...extra])
  const page = dialect.page(new Param('limit', 'count'), new Param('offset', 'count'))
  const compile = (method: string, query: Parameters<typeof compileStatement>[2]) =>
    compileStatement(`${model.name}.${method}`, model.name, query, dialect.encoders)
  return {
    count: compile('count', countOf(dialect, model).where(tenant)),
    list: compile(
      'list',
      read
        .where(tenant)
        .orderBy(orderedName(dialect, model, keyColumn))
        .modifyEnd(page),
    ),
    get: compile(
      'get',
      byName.reduce((query, condition) => query.where(condition), read),
    ),
    insert: insertStatement(dialect, model),
    update: updateStatement(dialect, model, model.versioned ? [...byName, version] : byName),
    delete: deleteStatement(dialect, model, byName),
    referrers: referrersOf(dialect, model),
  }
}

/** `select count(*)` of a table. */
export function countOf(dialect: SqlDialect, model: TableModel) {
  return dialect.builder.selectFrom(model.table).select((expression) => expression.fn.countAll().as('count'))
}

function referrersOf(dialect: SqlDialect, model: TableModel): Statement[] {
  return Object.values<TableModel>(tableModels).flatMap((other) =>
    other.references
      .filter((reference) => reference.table === model.name)
      .map(({ column }) => {
        const query = countOf(dialect, other)
          .where(names(dialect, other, column, new Param('name', 'name')))
          .where(equals(dialect, other, other.tenant, tenantParam))
        return compileStatement(`${other.name}.referring.${model.name}`, other.name, query, dialect.encoders)
      }),
  )
}
