import { Call } from '@dmt-providers/core'
import { ensureSchema } from '../src/schema/ensure-schema.js'
import { lookAt } from '../src/schema/part-run.js'
import { plannerOf, planPart } from '../src/schema/plan-part.js'
import { runIn } from '../src/schema/run-in.js'
import { type SchemaPartName, schemaParts } from '../src/schema/schema-part.js'
import type { SqlDialect } from '../src/sql-dialect.js'
import { RecordingConnection } from './recording-connection.js'

const parts = Object.keys(schemaParts) as SchemaPartName[]

/** What is sent to an empty database before its first use, in order; a text that was sent before is left out. */
export async function schemaStatementsOf(dialect: SqlDialect): Promise<string[]> {
  const connection = new RecordingConnection((text) => (text.includes('granted') ? [{ granted: 1 }] : []))
  if (dialect.schemaCommits) return [...new Set(await stepsOf(dialect, connection))]
  await ensureSchema(dialect, connection, parts, 'auto', () => undefined, new Call({}))
  return [...new Set(connection.sent.map(({ text }) => text))]
}

/** The same where each step is planned from what the one before it made. */
async function stepsOf(dialect: SqlDialect, connection: RecordingConnection): Promise<string[]> {
  const planner = plannerOf(dialect)
  const { lease, patience, impatience } = planner.tools
  const run = runIn(dialect, connection, new Call({}))
  const schema = await lookAt(planner, run)
  const steps: string[] = []
  for (const part of parts)
    steps.push(...(await planPart(planner, schema, part, run, false)).steps.map(({ sql }) => sql))
  const taken = lease === undefined ? [] : [lease.create, lease.expire, lease.take('one', 1_000), lease.holder]
  const given = lease === undefined ? [] : [lease.renew('one', 1_000), lease.release('one')]
  return [...connection.sent.map(({ text }) => text), ...taken, ...patience(1_000), ...steps, ...impatience, ...given]
}
