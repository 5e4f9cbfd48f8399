import { Param } from '../param.js'
import type { SqlDialect } from '../sql-dialect.js'
import { compileStatement, type Statement } from '../statement.js'
import type { TableModel } from '../table-model.js'
import { equals, insertValues, names, selection, tenantParam } from './selections.js'
import { deleteStatement } from './write-statements.js'

/** The statements for the links of a profile. */
export interface LinkStatements {
  list: Statement
  /** Adds one link. */
  create: Statement
  /** Removes every link of a profile. */
  delete: Statement
}

const ownerParam = new Param('owner', 'name')

/** Compiles them for one link table. */
export function linkStatements(dialect: SqlDialect, model: TableModel): LinkStatements {
  const ofProfile = [
    names(dialect, model, 'profile_name', ownerParam),
    equals(dialect, model, model.tenant, tenantParam),
  ]
  const compile = (method: string, query: Parameters<typeof compileStatement>[2]) =>
    compileStatement(`${model.name}.${method}`, model.name, query, dialect.encoders)
  const rows = dialect.builder.selectFrom(model.table).select(selection(dialect, model, model.selected))
  const row = { ...insertValues(model), profile_name: ownerParam, [model.tenant]: tenantParam }
  return {
    list: compile(
      'list',
      ofProfile.reduce((query, condition) => query.where(condition), rows),
    ),
    create: compile('create', dialect.builder.insertInto(model.table).values(row)),
    delete: deleteStatement(dialect, model, ofProfile),
  }
}
