import type { Call } from '@dmt-providers/core'
import type { RawBuilder } from 'kysely'
import type { SqlSession } from '../sql-connection.js'
import type { SqlDialect } from '../sql-dialect.js'
import { compileStatement } from '../statement.js'
import { compilable } from '../statements/compilable.js'
import type { RunQuery } from './schema-tools.js'

/** Runs statements of a migration in a session; none is prepared, because each runs once. */
export function runIn(dialect: SqlDialect, session: SqlSession, call: Call): RunQuery {
  return async (query: RawBuilder<unknown>) =>
    (await session.run(compileStatement('', 'schema', compilable(dialect, query), {}), {}, call)).rows
}
