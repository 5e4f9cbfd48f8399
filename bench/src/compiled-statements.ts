import { StorageStore } from '@dmt-providers/core'
import { type SqlDialect, type Statement, sqlStorageDriver } from '@dmt-providers/sql'
import { deviceCalls } from './device-calls.js'
import { deviceOf } from './fleet.js'
import type { RawDriver } from './raw-driver.js'

/**
 * The statement that each call sends, by the call's name, exactly as packages/sql compiled it: each call is made once on
 * a driver that notes what it is asked to run. Takes a database with the schema, whose rows it leaves as they are.
 */
export async function compiledStatements(dialect: SqlDialect, raw: RawDriver): Promise<ReadonlyMap<string, Statement>> {
  const seen = new Map<string, Statement>()
  let making = ''
  const run = async (statement: Statement, args: Parameters<Statement['bind']>[0]) => {
    seen.set(making, statement)
    // Only the questions about the schema need a true answer; the ping is one that has none.
    if (statement.table !== 'schema' || statement.name === 'ping') return { rows: [{}], affected: 1 }
    return { rows: (await raw.query({ name: '', text: statement.text }, statement.bind(args))).rows, affected: 0 }
  }
  const connection = { run, transaction: () => Promise.reject(new Error('no transaction')), close: async () => {} }
  const provider = { provider: 'bench', system: dialect.name, dialect, connection }
  const driver = sqlStorageDriver({ ...provider, classify: () => undefined, migrate: 'check' }, ['devices'])
  const store = new StorageStore(driver)
  for (const call of deviceCalls) {
    making = call.name
    await call.ours(store, deviceOf('', 0, 1))
  }
  return seen
}
