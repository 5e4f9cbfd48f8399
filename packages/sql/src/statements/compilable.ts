import type { Compilable, RawBuilder } from 'kysely'
import type { SqlDialect } from '../sql-dialect.js'

/** A raw query as something to compile. */
export function compilable(dialect: SqlDialect, query: RawBuilder<unknown>): Compilable {
  return { compile: () => query.compile(dialect.builder) }
}
