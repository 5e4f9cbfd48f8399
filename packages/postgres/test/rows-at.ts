import { embeddedSql } from './embedded-sql.js'
import { type PlainRow, sqlAt } from './sql-at.js'

/** Runs statements at a URL, or at the embedded database in a folder, and answers the rows of the last. */
export async function rowsAt(place: string, ...statements: readonly string[]): Promise<readonly PlainRow[]> {
  return await (place.includes('://') ? sqlAt : embeddedSql)(place, ...statements)
}
