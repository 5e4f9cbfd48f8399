import pg from 'pg'
import { tempDatabase } from '../temp-database.js'
import { sampleRows } from './sample-rows.js'

/** A database with these tables and a few rows in each of them, removed when the running test ends. */
export async function historicDatabase(...statements: readonly string[]): Promise<string> {
  const url = await tempDatabase(...statements)
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await addSampleRows(async (text, values) => (await client.query(text, values)).rows)
  } finally {
    await client.end()
  }
  return url
}

/** Adds the sample rows, as far as the database has their tables, columns and tenants. */
export async function addSampleRows(
  query: (text: string, values: unknown[]) => Promise<readonly Record<string, unknown>[]>,
): Promise<void> {
  for (const { table, rows } of sampleRows) {
    const columns = await query('select column_name from information_schema.columns where table_name = $1', [table])
    const present = new Set(columns.map(({ column_name }) => String(column_name)))
    const tenants = present.has('tenant_id') || present.has('tenantid') || table === 'devices'
    for (const row of rows) {
      if (!tenants && row.tenant_id === 'other') continue
      const given = Object.entries(row).filter(([name]) => present.has(name))
      if (given.length === 0) continue
      const places = given.map((_, index) => `$${index + 1}`)
      await query(
        `insert into ${table} (${given.map(([name]) => name).join(', ')}) values (${places.join(', ')})`,
        given.map(([, value]) => value),
      )
    }
  }
}
