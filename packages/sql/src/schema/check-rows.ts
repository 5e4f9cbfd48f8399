import type { MigrationObstacle } from '@dmt-providers/core'
import { sql } from 'kysely'
import type { ResultRow } from '../sql-connection.js'
import type { RowCheck } from './part-draft.js'
import type { RunQuery } from './schema-tools.js'

/** Looks for rows that a change would fail on, and names them by their keys. */
export async function checkRows(checks: readonly RowCheck[], run: RunQuery): Promise<MigrationObstacle[]> {
  const obstacles: MigrationObstacle[] = []
  for (const check of checks) {
    const rows = await run(sql.raw(check.sql))
    if (rows.length > 0) obstacles.push(obstacleOf(check, rows))
  }
  return obstacles
}

function obstacleOf({ table, wrong, fix }: RowCheck, rows: readonly ResultRow[]): MigrationObstacle {
  const rest = Number(rows[0]?.total) - rows.length
  const shown = rows.map(({ row }) => `(${row})`).join(' ') + (rest > 0 ? ` and ${rest} more` : '')
  return { code: 'conflict', table, message: `${table}: ${wrong}: ${shown}; ${fix}` }
}
