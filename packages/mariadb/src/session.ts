import { ProviderError } from '@dmt-providers/core'
import type { ServerSettings } from './options.js'
import type { ServerConnection } from './server-connection.js'

/** Dialect of a URL's scheme, by which the statements are compiled. */
export type Product = 'mariadb' | 'mysql'

/** What people call them. */
export const productNames: Readonly<Record<Product, string>> = { mariadb: 'MariaDB', mysql: 'MySQL' }

/** The first releases that have `json_table`, and a collation of code points that does not pad. */
const oldest = { mariadb: { number: 100_600, name: 'MariaDB 10.6' }, mysql: { number: 80_017, name: 'MySQL 8.0.17' } }

/** What a server is at the moment, beside being reachable. */
export interface ServerState {
  /** Takes no writes: a replica. */
  readonly readOnly: boolean
  /** A node that has lost its cluster, and refuses everything. */
  readonly detached: boolean
}

/**
 * Makes a new connection what every statement relies on, whatever the server's defaults are, and learns what server it
 * is. Throws `unsupported` for a server that the URL's scheme is not for, or that is too old.
 */
export async function beginSession(
  connection: ServerConnection,
  product: Product,
  { statementTimeoutMs }: ServerSettings,
): Promise<ServerState> {
  checkServer(connection, product)
  await connection.query(`set ${assignments(product, statementTimeoutMs).join(', ')}`)
  await connection.query('set session transaction isolation level repeatable read')
  const { rows } = await connection.query(product === 'mariadb' ? aboutMariadb : aboutMysql)
  const row = rows[0] ?? {}
  connection.identity = String(row.identity)
  const readOnly = Number(row.locked) > 0
  if (row.cluster !== 'ON') return { readOnly, detached: false }
  connection.clustered = true
  const detached = await isDetached(connection)
  // A read waits until this node has what the others committed before it; a node that is alone would wait in vain.
  if (!detached) await connection.query('set wsrep_sync_wait = 1')
  return { readOnly, detached }
}

/** True for a node that is not part of the primary component. */
async function isDetached(connection: ServerConnection): Promise<boolean> {
  const { rows } = await connection.query(`show status like 'wsrep_ready'`)
  return rows[0]?.Value !== 'ON'
}

const identity = `concat_ws('/', @@hostname, @@port, @@server_id) as identity`
const aboutMariadb = `select ${identity}, @@read_only as locked, (select variable_value from information_schema.global_variables where variable_name = 'WSREP_ON') as cluster`
const aboutMysql = `select ${identity}, @@read_only + @@innodb_read_only as locked, 'OFF' as cluster`

function assignments(product: Product, statementTimeoutMs: number): string[] {
  const seconds = Math.max(1, Math.ceil(statementTimeoutMs / 1_000))
  return [
    'names utf8mb4 collate utf8mb4_bin',
    `sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION'`,
    `time_zone = '+00:00'`,
    'autocommit = 1',
    'foreign_key_checks = 1',
    'unique_checks = 1',
    'default_storage_engine = InnoDB',
    `innodb_lock_wait_timeout = ${seconds}`,
    // MySQL has a limit for reads alone; of writes it is the client's.
    product === 'mariadb'
      ? `max_statement_time = ${statementTimeoutMs / 1_000}`
      : `max_execution_time = ${statementTimeoutMs}`,
  ]
}

function checkServer({ isMariadb, version }: ServerConnection, product: Product): void {
  const found: Product = isMariadb ? 'mariadb' : 'mysql'
  const name = productNames[found]
  if (found !== product)
    throw unsupported(`url: the server is ${name} ${version.raw}; write ${found}:// in place of ${product}://`)
  if (version.number < oldest[product].number)
    throw unsupported(`the server is ${name} ${version.raw}; ${oldest[product].name} is the oldest that can be used`)
}

function unsupported(message: string): ProviderError {
  return new ProviderError('unsupported', message, { notApplied: true })
}
