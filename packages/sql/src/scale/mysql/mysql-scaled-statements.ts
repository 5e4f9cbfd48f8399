import { type RawBuilder, sql } from 'kysely'
import { batchParam } from '../../batches/json-batch.js'
import { Param } from '../../param.js'
import type { SqlDialect } from '../../sql-dialect.js'
import { compileStatement, type Statement } from '../../statement.js'
import { compilable } from '../../statements/compilable.js'
import type { DeviceBulkStatements } from '../../statements/device-bulk-statements.js'
import type { DeviceStatements } from '../../statements/device-statements.js'
import { fieldParam, selection, tenantParam } from '../../statements/selections.js'
import type { TableModel } from '../../table-model.js'
import { deviceSummaryFields, tableModels } from '../../table-models.js'
import { procedures } from '../procedures.js'
import { changesTable, sideTables } from '../side-tables.js'
import { deviceFields } from './mysql-procedures.js'
import { devicesWithAny, devicesWithTag, mostTags } from './mysql-tag-pages.js'

const model: TableModel = tableModels.devices

/** The statements for devices in a database that has the migration `0002-devices-scale`. */
export function mysqlScaledStatements(dialect: SqlDialect, plain: DeviceStatements): DeviceStatements {
  const read = (method: string, query: RawBuilder<unknown>) => scaled(dialect, method, query)
  const page = (method: string, guids: RawBuilder<unknown>) => read(method, summariesOf(dialect, guids))
  const call = (method: keyof typeof procedures, params: readonly Param[]) => calling(dialect, method, params)
  const device = (fields: readonly string[]) => fields.map((field) => fieldParam(model, field))
  const any = Array.from({ length: mostTags }, (_, index) =>
    page(`findByAnyTag${index + 1}`, devicesWithAny(index + 1)),
  )
  const bounds = [new Param('limit', 'count'), new Param('offset', 'count')]
  const findByTag = page('findByTag', devicesWithTag)
  const findByAllTags = call('findByAllTags', [tenantParam, new Param('tags', 'text-list'), ...bounds])
  return {
    ...plain,
    count: read('count', sumOf('devices', sideTables.counts)),
    countConnected: read('countConnected', sumOf('connected', sideTables.connections)),
    listDeep: call('listDeep', [tenantParam, ...bounds]),
    findByAllTags: (count) => (count === 1 ? findByTag : findByAllTags),
    findByAnyTag: (count) => any[count - 1] ?? plain.findByAnyTag(count),
    listTags: call('listTags', [tenantParam]),
    insert: call('insert', device(deviceFields.insert)),
    update: call('update', device(deviceFields.update)),
    delete: call('delete', device(deviceFields.delete)),
    clearInstance: call('clearInstance', device(['mpsInstance'])),
  }
}

/** The same for many devices at a time. */
export function mysqlScaledBulk(dialect: SqlDialect, plain: DeviceBulkStatements): DeviceBulkStatements {
  return {
    ...plain,
    insertBatch: calling(dialect, 'insertBatch', [batchParam]),
    insertNewOfBatch: calling(dialect, 'insertNewOfBatch', [batchParam]),
  }
}

/** Adds up what has changed. */
export function mysqlFold(dialect: SqlDialect): Statement {
  return calling(dialect, 'fold', [])
}

/** A call of a procedure, which begins and ends a transaction. */
function calling(dialect: SqlDialect, method: keyof typeof procedures, params: readonly Param[]): Statement {
  const query = sql`call ${sql.raw(procedures[method])}(${params.length === 0 ? sql`` : sql.join(params)})`
  return { ...scaled(dialect, method, query), ownTransaction: true }
}

function scaled(dialect: SqlDialect, method: string, query: RawBuilder<unknown>): Statement {
  return compileStatement(`devices.scaled.${method}`, 'devices', compilable(dialect, query), dialect.encoders)
}

/** What is added up, and what is not yet. */
function sumOf(column: string, table: string): RawBuilder<unknown> {
  const part = (source: string) =>
    sql`(select coalesce(sum(${sql.ref(column)}), 0) from ${sql.table(source)} where ${sql.ref('tenantid')} = ${tenantParam})`
  return sql`select ${part(table)} + ${part(changesTable)} as ${sql.ref('count')}`
}

/** The list fields of devices whose GUIDs a query answers, which comes first: it knows how few they are. */
function summariesOf(dialect: SqlDialect, guids: RawBuilder<unknown>): RawBuilder<unknown> {
  const fields = sql.join(selection(dialect, model, [...deviceSummaryFields, 'deviceInfo']))
  return sql`select ${fields} from (${guids}) as page straight_join ${sql.table(model.table)} on ${sql.ref('devices.guid')} = page.guid and ${sql.ref('devices.tenantid')} = ${tenantParam} order by ${sql.ref('devices.guid')}`
}
