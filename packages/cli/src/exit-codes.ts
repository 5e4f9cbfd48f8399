import { type ErrorCode, isProviderError } from '@dmt-providers/core'

/** What every command's exit code means. */
export const exitCodes = {
  done: 0,
  failed: 1,
  usage: 2,
  todo: 3,
  refused: 4,
  interrupted: 130,
} as const

const ofError: Readonly<Partial<Record<ErrorCode, number>>> = {
  'invalid-options': exitCodes.usage,
  'invalid-argument': exitCodes.usage,
  unsupported: exitCodes.refused,
  conflict: exitCodes.refused,
  'permission-denied': exitCodes.refused,
  aborted: exitCodes.interrupted,
}

/** The exit code of what a command threw. */
export function exitCodeOf(error: unknown): number {
  return (isProviderError(error) ? ofError[error.code] : undefined) ?? exitCodes.failed
}
