import type { ErrorClassifier } from '@dmt-providers/core'
import type { SchemaState } from '../schema/schema-gate.js'
import type { SqlConnection } from '../sql-connection.js'
import type { SqlDialect } from '../sql-dialect.js'

/** What every repository needs. */
export interface RepositoryContext {
  readonly dialect: SqlDialect
  readonly connection: SqlConnection
  /** Which migrations the database has. */
  readonly schema: SchemaState
  readonly classify: ErrorClassifier
}
