import type { StorageStore } from '@dmt-providers/core'
import type { SqlDialect, Statement } from '@dmt-providers/sql'
import { compiledStatements } from './compiled-statements.js'
import type { Home } from './home.js'
import type { RawDriver } from './raw-driver.js'

/** A product under measurement: through the store, and through the raw driver. */
export interface Subject {
  store: StorageStore
  raw: RawDriver
  /** Reach the databases of both, which may be one, for what is not measured. */
  homes: { ours: Home; raw: Home }
  /** What the store's calls send, by name. */
  statements: ReadonlyMap<string, Statement>
  /** Devices of the fleet that the reading calls work on. */
  devices: number
}

/** What a {@link Subject} is made of. */
export interface SubjectParts extends Pick<Subject, 'store' | 'raw' | 'homes'> {
  dialect: SqlDialect
  /** Answers what a store asks of the schema. */
  schema: RawDriver
}

/** Fills the database of the store, and that of the raw driver where it is another, with a fleet. */
export async function prepareSubject(
  { store, raw, homes, dialect, schema }: SubjectParts,
  devices: number,
): Promise<Subject> {
  await store.ping()
  for (const home of new Set([homes.ours, homes.raw])) await home.fill(devices)
  return { store, raw, homes, statements: await compiledStatements(dialect, schema), devices }
}
