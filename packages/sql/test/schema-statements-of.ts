import { Call } from '@dmt-providers/core'
import { ensureSchema } from '../src/schema/ensure-schema.js'
import { type SchemaPartName, schemaParts } from '../src/schema/schema-part.js'
import type { SqlConnection } from '../src/sql-connection.js'
import type { SqlDialect } from '../src/sql-dialect.js'

/** What is sent to an empty database before its first use, in order; a text that was sent before is left out. */
export async function schemaStatementsOf(dialect: SqlDialect): Promise<string[]> {
  const texts = new Set<string>()
  const connection: SqlConnection = {
    run: async ({ text }) => {
      texts.add(text)
      return { rows: text.includes('granted') ? [{ granted: 1 }] : [], affected: 0 }
    },
    transaction: async (body) => body(connection),
    close: async () => {},
  }
  await ensureSchema(dialect, connection, Object.keys(schemaParts) as SchemaPartName[], 'auto', new Call({}))
  return [...texts]
}
