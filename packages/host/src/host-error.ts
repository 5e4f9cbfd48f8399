import { isProviderError } from '@dmt-providers/core'

/**
 * An error as the hosts read it: their ready loops print `code`, or the message where there is none, and their health
 * routes show `invalid_password` for the code `28P01` of PostgreSQL. So the database's own code comes first, and what
 * only a person can put right has none, which makes the loop print what is wrong.
 */
export function hostError(error: unknown): unknown {
  if (!isProviderError(error)) return error
  const needsPerson = error.code === 'invalid-options' || error.code === 'unsupported'
  const code = error.nativeCode ?? (needsPerson ? undefined : error.code)
  return Object.assign(new Error(error.message, { cause: error }), code === undefined ? {} : { code })
}
