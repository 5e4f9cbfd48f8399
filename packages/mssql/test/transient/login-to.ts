import { Environment, Guard, type Operation } from '@dmt-providers/core'
import { PooledSqlConnection } from '@dmt-providers/sql'
import { onTestFinished } from 'vitest'
import { classifyMssqlError } from '../../src/errors.js'
import { openServerPool } from '../../src/server-pool.js'
import { serverSettings } from '../../src/server-settings.js'

const password = 'Password-Canary-1'

/** Where a store of a test connects to, and what its statements answer. */
export interface Access {
  /** Runs one statement as stores do: by a pool, under the policy of core. `repeatable` is true for what only reads. */
  run(repeatable?: boolean): Promise<unknown>
  /** Ends it, as a store does; also at the end of the test. */
  close(): Promise<void>
}

/** What a store does to reach a server, without the tables that only a real one has. */
export function accessTo(
  port: number,
  query = '',
  given: Readonly<Record<string, unknown>> = {},
  host = '127.0.0.1',
): Access {
  const text = `Server=tcp:${host},${port};Database=mpsdb;User ID=mps;Password=${password};${query}`
  return access(text, given)
}

/** The same for any connection string. */
export function access(
  text: string,
  given: Readonly<Record<string, unknown>> = {},
  environment = new Environment({}),
): Access {
  const settings = serverSettings(text, { retries: 3, ...given }, environment)
  const connection = new PooledSqlConnection(() => openServerPool(settings))
  const guard = new Guard({
    provider: 'mssql',
    system: 'microsoft.sql_server',
    classify: classifyMssqlError,
    ...settings,
  })
  const close = () => guard.close(() => connection.close())
  onTestFinished(close)
  return {
    close,
    run: async (repeatable = true) => {
      const operation: Operation = { name: 'test.run', collection: 'devices', repeatable }
      return (await guard.run(operation, (call) => connection.run(statement, {}, call))).rows
    },
  }
}

const statement = {
  name: '',
  table: 'devices',
  text: 'select 1 as one',
  prepared: false,
  types: [],
  bind: () => [],
} as const
