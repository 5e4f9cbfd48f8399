import { type Call, redactText } from '@dmt-providers/core'
import type { Arguments, SqlConnection, SqlResult, SqlSession, Statement } from '@dmt-providers/sql'
import type pg from 'pg'
import type { ServerSettings } from './options.js'

/** OID of `timestamp` without zone, which the dialect reads itself. */
const timestampOid = 1114

/** Milliseconds after the server's own limit at which the client gives a connection up. */
const grace = 5_000

/** A bounded pool of connections to a PostgreSQL server, made with the first call. */
export class PgConnection implements SqlConnection {
  #pool: Promise<pg.Pool> | undefined

  constructor(private readonly settings: ServerSettings) {}

  async run(statement: Statement, args: Arguments): Promise<SqlResult> {
    const pool = await this.#open()
    return result(await pool.query(query(statement, args)))
  }

  async transaction<T>(body: (session: SqlSession) => Promise<T>, call: Call): Promise<T> {
    const client = await (await this.#open()).connect()
    let broken = true
    try {
      await client.query('begin')
      const answer = await body({ run: async (statement, args) => result(await client.query(query(statement, args))) })
      call.signal.throwIfAborted()
      await client.query('commit')
      broken = false
      return answer
    } catch (error) {
      broken = !(await rolledBack(client))
      throw error
    } finally {
      client.release(broken)
    }
  }

  async close(): Promise<void> {
    const pool = await this.#pool
    this.#pool = undefined
    await pool?.end()
  }

  #open(): Promise<pg.Pool> {
    this.#pool ??= open(this.settings)
    return this.#pool
  }
}

async function open(settings: ServerSettings): Promise<pg.Pool> {
  const { default: driver } = await import('pg')
  const pool = new driver.Pool({
    connectionString: settings.url,
    max: settings.poolMax,
    connectionTimeoutMillis: settings.connectTimeoutMs,
    idleTimeoutMillis: settings.idleTimeoutMs,
    statement_timeout: settings.statementTimeoutMs,
    query_timeout: settings.statementTimeoutMs + grace,
    application_name: settings.application_name ?? settings.fallback_application_name ?? 'dmt-providers',
    keepAlive: true,
    types: {
      getTypeParser: (oid: number, format?: 'text' | 'binary') =>
        oid === timestampOid ? (value: unknown) => value : driver.types.getTypeParser(oid, format ?? 'text'),
    },
  })
  survive(pool)
  return pool
}

/**
 * A connection that the server ends is an `error` event of the pool while idle and of the client while checked out;
 * without a listener either of them ends the process. The pool replaces the connection by itself.
 */
function survive(pool: pg.Pool): void {
  const note = (error: Error) => {
    process.emitWarning(`a PostgreSQL connection ended: ${redactText(error.message)}`, { code: 'DMT_CONNECTION_LOST' })
  }
  pool.on('error', note)
  pool.on('connect', (client) => client.on('error', () => {}))
}

function query(statement: Statement, args: Arguments): pg.QueryConfig {
  const values = statement.bind(args)
  return statement.name === ''
    ? { text: statement.text, values }
    : { name: statement.name, text: statement.text, values }
}

function result({ rows, rowCount }: pg.QueryResult): SqlResult {
  return { rows, affected: rowCount ?? 0 }
}

async function rolledBack(client: pg.PoolClient): Promise<boolean> {
  try {
    await client.query('rollback')
    return true
  } catch {
    // The connection is gone, and the server rolls back by itself what was open on it.
    return false
  }
}
