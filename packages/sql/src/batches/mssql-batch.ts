import type { CheckedRow, FieldValue } from '@dmt-providers/core'
import { sql } from 'kysely'
import type { Column, TableModel } from '../table-model.js'
import type { BatchDialect } from './batch-dialect.js'
import { batchParam, jsonBatch } from './json-batch.js'

/** Columns of `openjson`, which take no collation; what is JSON is handed on letter by letter. */
const carriers: Readonly<Record<Column['type'], readonly [type: string, end: string]>> = {
  guid: ['char(36)', ''],
  name: ['nvarchar(max)', ''],
  text: ['nvarchar(max)', ''],
  integer: ['int', ''],
  boolean: ['bit', ''],
  instant: ['datetime2(3)', ''],
  'wall-clock': ['datetime2(3)', ''],
  json: ['nvarchar(max)', ' as json'],
  'text-list': ['nvarchar(max)', ' as json'],
  'integer-list': ['nvarchar(max)', ' as json'],
}

/** SQL Server, by `openjson`. Rows are passed over by a look before the insert, whose lock keeps other writers out. */
export function mssqlBatch(exactCollation: string): BatchDialect {
  return {
    ...jsonBatch,
    arguments: (model, rows) => ({ rows: JSON.stringify(rows.map((row) => carried(model, row))) }),
    rows(model) {
      const columns = Object.values(model.columns).map(({ name, type }) => {
        const [carrier, end] = carriers[type]
        return sql`${sql.ref(name)} ${sql.raw(carrier)} ${sql.lit(`$.${name}`)}${sql.raw(end)}`
      })
      return sql`openjson(${batchParam}) with (${sql.join(columns)}) batch`
    },
    passOver: (model, column) =>
      sql` where not exists (select 1 from ${sql.table(model.table)} existing with (updlock, serializable) where ${sql.ref(`existing.${column}`)} = ${sql.ref(`batch.${column}`)} collate ${sql.raw(exactCollation)})`,
  }
}

function carried({ columns }: TableModel, row: CheckedRow): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(columns).map(([field, { name }]) => [name, carriedValue(row[field] ?? null)]),
  )
}

/** Instants have no zone, as the columns have none: they hold UTC. */
function carriedValue(value: FieldValue): unknown {
  return value instanceof Date ? value.toISOString().replace('Z', '') : value
}
