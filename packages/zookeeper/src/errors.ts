import type { ErrorClass, ErrorClassifier } from '@dmt-providers/core'

/** What ZooKeeper answers. Source: ZooKeeper, KeeperException.Code; the client gives the names. */
const classes: Readonly<Record<string, ErrorClass>> = {
  CONNECTION_LOSS: { code: 'unavailable' },
  OPERATION_TIMEOUT: { code: 'unavailable' },
  SESSION_EXPIRED: { code: 'unavailable' },
  SESSION_MOVED: { code: 'unavailable' },
  NO_AUTH: { code: 'permission-denied' },
  AUTH_FAILED: { code: 'unauthenticated' },
  NOT_READONLY: { code: 'unavailable' },
}

/** Native code -> portable code; `undefined` for what is not in the table, which becomes `internal`. */
export const classify: ErrorClassifier = (error) => {
  const nativeCode = nameOf(error)
  const known = nativeCode === undefined ? undefined : classes[nativeCode]
  return known && { ...known, nativeCode }
}

/** Whether ZooKeeper answered with one of these names. */
export function isNamed(error: unknown, ...names: readonly string[]): boolean {
  return names.includes(nameOf(error) ?? '')
}

function nameOf(error: unknown): string | undefined {
  return error instanceof Error ? error.name : undefined
}
