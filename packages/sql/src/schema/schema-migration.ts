import type { SchemaPartName } from './schema-part.js'

/** One step of a migration, as a plan shows it. */
export interface SchemaStep {
  /** What it does, for a person: `index devices by tenant and host name`. */
  readonly title: string
  /** One statement, without a semicolon at its end. */
  readonly sql: string
}

/**
 * A migration of one dialect on top of the tables themselves: its statements come from the dialect
 * ({@link SqlDialect.migrations}), in the order of their numbers. It runs after the first migration of its part, in one
 * transaction with its record in `dmt_migrations`, under the lock of all migrations.
 */
export interface SchemaMigration {
  /** Number and name under which it is recorded: `0002-devices-scale`. */
  readonly name: string
  /** Part whose tables it works on. */
  readonly part: SchemaPartName
  /** What happens when an open store finds that it is missing; one clause, for the warning. */
  readonly without: string
  /**
   * Statements in order. They may meet what an operator left of an earlier run, so each is safe to repeat
   * (`if not exists`, `or replace`), and none is one that cannot run in a transaction.
   */
  readonly steps: readonly SchemaStep[]
  /**
   * A query that answers one row with a boolean `applied`: true when everything that statements rely on is there. It
   * runs each time a store opens, so it looks at the catalogue and not at rows.
   */
  readonly applied: string
  /** A query that answers a row with a text `problem` for each thing that is not as this migration leaves it. */
  readonly verify: string
  /** Names of the tables, indexes, triggers and functions that it adds, which are not the operator's own. */
  readonly owns: readonly string[]
}
