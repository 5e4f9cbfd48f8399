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
   * (`if not exists`, `or replace`), and none is one that cannot run in a transaction. Where each of them commits by
   * itself they run in one session, and what they hold by `lock tables` is let go of at the end.
   */
  readonly steps: readonly SchemaStep[]
  /**
   * A query that answers one row with `applied`: true, or 1, when everything that statements rely on is there. It runs
   * each time a store opens, so it looks at the catalogue and not at rows, and needs no right that a service has not
   * (MariaDB shows triggers only to who may make them). Where each statement commits, it is asked only when the
   * migration is recorded as applied to its end.
   */
  readonly applied: string
  /** A query that answers a row with a text `problem` for each thing that is not as this migration leaves it. */
  readonly verify: string
  /** Names of the tables, indexes, triggers and functions that it adds, which are not the operator's own. */
  readonly owns: readonly string[]
}
