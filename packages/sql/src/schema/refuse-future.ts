import { ProviderError } from '@dmt-providers/core'
import type { SqlDialect } from '../sql-dialect.js'
import { type SchemaPart, schemaParts } from './schema-part.js'

/** Throws `unsupported` when a database records migrations that this release does not know. */
export function refuseFuture(dialect: SqlDialect, recorded: Iterable<string>): void {
  const known = new Set([
    ...Object.values<SchemaPart>(schemaParts).map((part) => part.migration),
    ...dialect.migrations.map(({ name }) => name),
  ])
  const unknown = [...recorded].filter((name) => !known.has(name))
  if (unknown.length === 0) return
  throw new ProviderError(
    'unsupported',
    `the schema is newer than this release: it has the migrations ${unknown.join(', ')}; upgrade the @dmt-providers packages`,
  )
}
