import type { MigrationPart, Migrator } from '@dmt-providers/core'
import { onTestFinished } from 'vitest'
import { createMssqlMigrator } from '../../src/index.js'

/** A migrator of a URL that is closed when the running test ends. */
export function migratorAt(url: string, parts?: readonly MigrationPart[]): Migrator {
  const migrator = createMssqlMigrator({ url, parts })
  onTestFinished(() => migrator.close())
  return migrator
}
