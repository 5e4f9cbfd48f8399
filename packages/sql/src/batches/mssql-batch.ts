import { sql } from 'kysely'
import type { Column } from '../table-model.js'
import type { BatchDialect } from './batch-dialect.js'
import { batchParam, jsonBatch } from './json-batch.js'

/** Columns of `openjson`, which take no collation. */
const carriers: Readonly<Record<Column['type'], string>> = {
  guid: 'char(36)',
  name: 'nvarchar(max)',
  text: 'nvarchar(max)',
  integer: 'int',
  boolean: 'bit',
  instant: 'datetime2(3)',
  'wall-clock': 'datetime2(3)',
  json: 'nvarchar(max)',
  'text-list': 'nvarchar(max)',
  'integer-list': 'nvarchar(max)',
}

/** SQL Server, by `openjson`. Rows are passed over by a look before the insert, whose lock keeps other writers out. */
export function mssqlBatch(exactCollation: string): BatchDialect {
  return {
    ...jsonBatch,
    rows(model) {
      const columns = Object.values(model.columns).map(
        ({ name, type }) => sql`${sql.ref(name)} ${sql.raw(carriers[type])} ${sql.lit(`$.${name}`)}`,
      )
      return sql`openjson(${batchParam}) with (${sql.join(columns)}) batch`
    },
    passOver: (model, column) =>
      sql` where not exists (select 1 from ${sql.table(model.table)} existing with (updlock, serializable) where ${sql.ref(`existing.${column}`)} = ${sql.ref(`batch.${column}`)} collate ${sql.raw(exactCollation)})`,
  }
}
