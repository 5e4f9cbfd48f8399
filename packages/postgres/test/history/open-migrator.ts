import type { MigrationPart, Migrator } from '@dmt-providers/core'
import { onTestFinished } from 'vitest'
import { createPgliteMigrator, createPostgresMigrator } from '../../src/index.js'

/** A migrator of a URL, or of a folder, that is closed when the running test ends. */
export function openMigratorAt(place: string, parts?: readonly MigrationPart[]): Migrator {
  const migrator = place.includes('://')
    ? createPostgresMigrator({ url: place, parts })
    : createPgliteMigrator({ folder: place, parts })
  onTestFinished(() => migrator.close())
  return migrator
}
