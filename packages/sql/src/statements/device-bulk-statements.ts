import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { Param } from '../param.js'
import type { SqlDialect } from '../sql-dialect.js'
import { compileStatement, type Statement } from '../statement.js'
import type { TableModel } from '../table-model.js'
import { tableModels } from '../table-models.js'
import { compilable } from './compilable.js'
import { equals, selection, tenantParam } from './selections.js'

const model: TableModel = tableModels.devices
const behind = sql<SqlBool>`${sql.ref(`${model.table}.guid`)} > ${new Param('after', 'guid')}`

/** The statements for many devices at a time. */
export type DeviceBulkStatements = ReturnType<typeof deviceBulkStatements>

/** Compiles them. */
export function deviceBulkStatements(dialect: SqlDialect) {
  const insert = (name: string, end: RawBuilder<unknown>) =>
    compiled(dialect, name, compilable(dialect, sql`${insertRows(dialect)}${end}`))
  const tenant = equals(dialect, model, model.tenant, tenantParam)
  return {
    insertBatch: insert('insertBatch', sql``),
    insertNewOfBatch: insert('insertNewOfBatch', dialect.batch.passOver(model, 'guid')),
    listFirst: list(dialect, 'listFirst', [tenant]),
    listFirstOfAnyTenant: list(dialect, 'listFirstOfAnyTenant', []),
    listAfter: list(dialect, 'listAfter', [tenant, behind]),
    listAfterOfAnyTenant: list(dialect, 'listAfterOfAnyTenant', [behind]),
  }
}

function insertRows({ batch }: SqlDialect): RawBuilder<unknown> {
  const columns = Object.values(model.columns)
  const names = sql.join(columns.map(({ name }) => sql.ref(name)))
  const values = sql.join(columns.map((column) => batch.value(column)))
  return sql`insert into ${sql.table(model.table)} (${names}) select ${values} from ${batch.rows(model)}`
}

function list(dialect: SqlDialect, name: string, conditions: readonly RawBuilder<SqlBool>[]): Statement {
  const whole = dialect.builder.selectFrom(model.table).select(selection(dialect, model, model.selected))
  const found = conditions.reduce((query, condition) => query.where(condition), whole)
  const page = dialect.page(new Param('limit', 'count'), sql.lit(0))
  return compiled(dialect, name, found.orderBy(`${model.table}.guid`).modifyEnd(page))
}

function compiled(dialect: SqlDialect, name: string, query: Parameters<typeof compileStatement>[2]): Statement {
  return compileStatement(`devices.${name}`, 'devices', query, dialect.encoders)
}
