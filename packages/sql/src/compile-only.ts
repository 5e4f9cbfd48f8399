import type { DatabaseIntrospector, DialectAdapter } from 'kysely'
import { DummyDriver, Kysely, type QueryCompiler } from 'kysely'
import type { AnyTables } from './sql-dialect.js'

/** A Kysely that compiles in one dialect and has no connection. */
export function compileOnly(
  adapter: () => DialectAdapter,
  compiler: () => QueryCompiler,
  introspector: (db: Kysely<unknown>) => DatabaseIntrospector,
): Kysely<AnyTables> {
  return new Kysely({
    dialect: {
      createAdapter: adapter,
      createDriver: () => new DummyDriver(),
      createIntrospector: (db) => introspector(db),
      createQueryCompiler: compiler,
    },
  })
}
