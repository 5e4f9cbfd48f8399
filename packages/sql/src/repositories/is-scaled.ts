import type { RepositoryContext } from './repository-context.js'

/** True for a database that has what the dialect's statements for large fleets rely on. */
export async function isScaled({ dialect, schema }: Pick<RepositoryContext, 'dialect' | 'schema'>): Promise<boolean> {
  if (dialect.deviceScale === undefined) return false
  return (schema.applied ?? (await schema.look())).has(dialect.deviceScale.migration)
}
