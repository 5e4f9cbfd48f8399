import { Call } from '@dmt-providers/core'
import { ensureSchema } from '../src/schema/ensure-schema.js'
import { type SchemaPartName, schemaParts } from '../src/schema/schema-part.js'
import type { SqlDialect } from '../src/sql-dialect.js'
import { RecordingConnection } from './recording-connection.js'

/** What is sent to an empty database before its first use, in order; a text that was sent before is left out. */
export async function schemaStatementsOf(dialect: SqlDialect): Promise<string[]> {
  const connection = new RecordingConnection((text) => (text.includes('granted') ? [{ granted: 1 }] : []))
  await ensureSchema(dialect, connection, Object.keys(schemaParts) as SchemaPartName[], 'auto', new Call({}))
  return [...new Set(connection.sent.map(({ text }) => text))]
}
