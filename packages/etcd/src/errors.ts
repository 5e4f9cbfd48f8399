import type { ErrorClass, ErrorClassifier } from '@dmt-providers/core'

/**
 * A token that is too old, or that etcd forgot when it was started again, or that is of a time before somebody changed
 * what users may do. Source: etcd, api/v3rpc/rpctypes/error.go.
 */
const tokenRefused = /invalid auth token|revision of auth store is old/

/** What etcd itself says. Source: etcd, api/v3rpc/rpctypes/error.go; its texts are the same since 3.4. */
const texts: readonly [RegExp, ErrorClass][] = [
  [/authentication failed|user name is empty|user name not found/, { code: 'unauthenticated' }],
  [/permission denied/, { code: 'permission-denied' }],
  [/authentication is not enabled/, { code: 'invalid-options' }],
  // A later call is sent with another token.
  [tokenRefused, { code: 'unavailable', answered: true, notApplied: true }],
  [
    /request is too large|message larger than max|database space exceeded|too many requests/,
    { code: 'limit-exceeded' },
  ],
  [/required revision has been compacted/, { code: 'unavailable', answered: true }],
  [/No connection established|ECONNREFUSED|Name resolution failed/, { code: 'unavailable', notApplied: true }],
]

/** What gRPC says. Source: gRPC, "Status codes and their use in gRPC". */
const statuses: Readonly<Record<string, ErrorClass>> = {
  1: { code: 'unavailable' },
  4: { code: 'unavailable' },
  7: { code: 'permission-denied' },
  8: { code: 'limit-exceeded' },
  13: { code: 'unavailable' },
  14: { code: 'unavailable' },
  16: { code: 'unauthenticated' },
}

/** What the client says. Source: etcd3, lib/errors.js; cockatiel's circuit breaker for a node that is known to be away. */
const clients: Readonly<Record<string, ErrorClass>> = {
  BrokenCircuitError: { code: 'unavailable', notApplied: true },
  ClientClosedError: { code: 'unavailable', notApplied: true },
}

/** Native error -> portable code; `undefined` for what no table has, which becomes `internal`. */
export const classify: ErrorClassifier = (error) => {
  if (!(error instanceof Error)) return undefined
  const status = /^(?:\w+: )?(\d{1,2}) [A-Z_]+:/.exec(error.message)?.[1]
  const told = texts.find(([text]) => text.test(error.message))?.[1]
  const known = told ?? clients[error.constructor.name] ?? canceled(error) ?? statuses[status ?? '']
  return known && { ...known, nativeCode: status ?? error.constructor.name }
}

/** Whether etcd wants another token. */
export function isTokenRefused(error: unknown): boolean {
  return error instanceof Error && tokenRefused.test(error.message)
}

/** The server ends a watch without a reason when the history that it would need is gone. */
function canceled(error: Error): ErrorClass | undefined {
  return error.message.startsWith('Watcher canceled') ? { code: 'unavailable', answered: true } : undefined
}
