import type { MigrationPart } from '@dmt-providers/core'

/** What a migrator takes beside what a store of the same database takes. */
export interface MigratorOptions {
  /** What to migrate, and to create where it is absent. Default: the parts that the database has. */
  parts?: readonly MigrationPart[] | undefined
}
