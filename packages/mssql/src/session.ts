import { ProviderError } from '@dmt-providers/core'
import type { ServerConnection } from './server-connection.js'

/** Whether a statement reads all of its rows as of one moment, without waiting for writers. */
const about = `select is_read_committed_snapshot_on as snapshots, (select count(*) from openjson('[1]')) as json
  from sys.databases where database_id = db_id()`

/** What the server says of `openjson` in a database whose compatibility level is that of an older release. */
const unknownObject = 208

const warned = new Set<string>()

/**
 * Makes a new connection what every statement relies on. A statement must see a profile and its links as of one moment.
 * Where the database keeps no row versions (`READ_COMMITTED_SNAPSHOT`), it holds what it read until its end instead; a
 * process is told once what that costs. `name` is the server without credentials. Throws `unsupported` for a
 * database that is too old.
 */
export async function beginSession(connection: ServerConnection, name: string): Promise<void> {
  const { rows } = await connection.query(about).catch((error: unknown) => {
    throw Reflect.get(Object(error), 'number') === unknownObject ? tooOld(error) : error
  })
  if (Number(rows[0]?.snapshots) === 1) return
  await connection.query('set transaction isolation level repeatable read')
  if (warned.has(name)) return
  warned.add(name)
  process.emitWarning(
    `SQL Server at ${name}: the database has READ_COMMITTED_SNAPSHOT off, so that who reads waits for who writes and ` +
      'the other way round; once nobody uses it, run: alter database current set read_committed_snapshot on',
    { code: 'DMT_NO_ROW_VERSIONS' },
  )
}

function tooOld(cause: unknown): ProviderError {
  return new ProviderError(
    'unsupported',
    'the database is too old: its compatibility level must be 130 or more, on SQL Server 2017 or later; run: alter ' +
      'database current set compatibility_level = 140',
    { notApplied: true, cause },
  )
}
