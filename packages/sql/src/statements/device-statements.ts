import type { Page } from '@dmt-providers/core'
import type { RawBuilder, SqlBool } from 'kysely'
import { sql } from 'kysely'
import { Param } from '../param.js'
import type { SqlDialect } from '../sql-dialect.js'
import { type Arguments, compileStatement, type Statement } from '../statement.js'
import type { TableModel } from '../table-model.js'
import { deviceSummaryFields, tableModels } from '../table-models.js'
import { compilable } from './compilable.js'
import { countOf } from './named-statements.js'
import { columnOf, equals, fieldParam, selection, tenantParam } from './selections.js'
import { deleteStatement, insertStatement, updateStatement } from './write-statements.js'

/** The statements for devices. */
export interface DeviceStatements {
  readonly count: Statement
  readonly countConnected: Statement
  readonly list: Statement
  /** A page that lies far from the first. */
  readonly listDeep: Statement
  readonly get: Statement
  readonly getOfAnyTenant: Statement
  readonly findByHostname: Statement
  readonly findByFriendlyName: Statement
  /** For so many tags, one or more. Arguments: {@link tagArguments}. */
  findByAllTags(count: number): Statement
  /** The same. */
  findByAnyTag(count: number): Statement
  readonly listTags: Statement
  readonly insert: Statement
  readonly update: Statement
  readonly delete: Statement
  readonly clearInstance: Statement
}

/** Offset from which a page is read by {@link DeviceStatements.listDeep}. */
export const deepOffset = 1_000

const model: TableModel = tableModels.devices
const tenantOf = (dialect: SqlDialect) => equals(dialect, model, model.tenant, tenantParam)
const tags = new Param('tags', 'text-list')
const connectionStatus = columnOf(model, 'connectionStatus')
const mpsInstance = columnOf(model, 'mpsInstance')

/**
 * Arguments of a search for tags: all of them as `tags`, and one by one as `tag1`, `tag2` and so on; `reach` is how many
 * devices there are until the end of the page.
 */
export function tagArguments(wanted: readonly string[], { limit, offset }: Page): Arguments {
  const single = Object.fromEntries(wanted.map((tag, index) => [`tag${index + 1}`, tag]))
  return { tags: wanted, ...single, limit, offset, reach: limit + offset }
}

/** The list fields of some devices of a tenant, ordered by GUID. */
export function deviceSummaries(dialect: SqlDialect, condition?: RawBuilder<SqlBool>) {
  const rows = dialect.builder
    .selectFrom(model.table)
    .select(selection(dialect, model, [...deviceSummaryFields, 'deviceInfo']))
    .where(tenantOf(dialect))
  return (condition === undefined ? rows : rows.where(condition)).orderBy(`${model.table}.guid`)
}

/** Compiles them, over the hosts' table alone. */
export function deviceStatements(dialect: SqlDialect): DeviceStatements {
  const from = dialect.builder.selectFrom(model.table)
  const summaries = (condition?: RawBuilder<SqlBool>) => deviceSummaries(dialect, condition)
  const page = dialect.page(new Param('limit', 'count'), new Param('offset', 'count'))
  const [guid, tenant] = [equals(dialect, model, 'guid', fieldParam(model, 'guid')), tenantOf(dialect)]
  const whole = from.select(selection(dialect, model, model.selected)).where(guid)
  const compile = (method: string, query: Parameters<typeof compileStatement>[2]) =>
    compileStatement(`devices.${method}`, 'devices', query, dialect.encoders)
  const column = columnOf(model, 'tags')
  const list = compile('list', summaries().modifyEnd(page))
  const findByAllTags = compile('findByAllTags', summaries(dialect.hasTags('all', column, tags)).modifyEnd(page))
  const findByAnyTag = compile('findByAnyTag', summaries(dialect.hasTags('any', column, tags)).modifyEnd(page))
  return {
    count: compile('count', countOf(dialect, model).where(tenant)),
    countConnected: compile('countConnected', countOf(dialect, model).where(tenant).where(connected(dialect))),
    list,
    listDeep: list,
    get: compile('get', whole.where(tenant)),
    getOfAnyTenant: compile('getOfAnyTenant', whole),
    findByHostname: compile(
      'findByHostname',
      summaries(equals(dialect, model, 'hostname', fieldParam(model, 'hostname'))),
    ),
    findByFriendlyName: compile(
      'findByFriendlyName',
      summaries(equals(dialect, model, 'friendlyname', fieldParam(model, 'friendlyName'))),
    ),
    findByAllTags: () => findByAllTags,
    findByAnyTag: () => findByAnyTag,
    listTags: compile('listTags', compilable(dialect, dialect.distinctTags(model.table, column, tenant))),
    insert: insertStatement(dialect, model),
    update: updateStatement(dialect, model, [guid, tenant]),
    delete: deleteStatement(dialect, model, [guid, tenant]),
    clearInstance: compile('clearInstance', clearInstance(dialect)),
  }
}

function connected(dialect: SqlDialect): RawBuilder<SqlBool> {
  return sql`${sql.ref(`${model.table}.${connectionStatus}`)} = ${truth(dialect, true)}`
}

/** SQL Server has no literal for a boolean. */
function truth(dialect: SqlDialect, value: boolean): RawBuilder<unknown> {
  return sql.raw(dialect.name === 'mssql' ? String(Number(value)) : String(value))
}

/** Clears instance and connection state of the devices of an instance, in all tenants. */
export function clearInstance(dialect: SqlDialect) {
  return dialect.builder
    .updateTable(model.table)
    .set({ [mpsInstance]: sql`null`, [connectionStatus]: truth(dialect, false) })
    .where(equals(dialect, model, mpsInstance, fieldParam(model, 'mpsInstance')))
}
