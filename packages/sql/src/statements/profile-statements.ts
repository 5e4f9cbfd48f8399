import { type AliasedRawBuilder, type SqlBool, sql } from 'kysely'
import type { SqlDialect } from '../sql-dialect.js'
import type { TableModel } from '../table-model.js'
import { tableModels } from '../table-models.js'
import { type NamedStatements, namedStatements } from './named-statements.js'
import { columnOf, comparedName } from './selections.js'

/** The statements for profiles: what is read carries the links as JSON arrays. */
export function profileStatements(dialect: SqlDialect): NamedStatements {
  return namedStatements(dialect, tableModels.profiles, [
    links(dialect, tableModels.profileWirelessConfigs, 'wifiConfigs'),
    links(dialect, tableModels.profileProxyConfigs, 'proxyConfigs'),
  ])
}

function links(dialect: SqlDialect, model: TableModel, field: string): AliasedRawBuilder<unknown, string> {
  const same = (column: string) =>
    sql<SqlBool>`${comparedName(dialect, model, column)} = ${comparedName(dialect, tableModels.profiles, column)}`
  const where = sql<SqlBool>`${same('profile_name')} and ${same('tenant_id')}`
  const fields = Object.fromEntries(model.selected.map((name) => [name, columnOf(model, name)]))
  return dialect.jsonRows(model.table, fields, where).as(field)
}
