import { isProviderError, redactText } from '@dmt-providers/core'

/** What an error says, without what may be a secret. */
export function messageOf(error: unknown): string {
  if (isProviderError(error)) return `${error.message} [${error.code}]`
  return redactText(error instanceof Error ? error.message : String(error))
}
