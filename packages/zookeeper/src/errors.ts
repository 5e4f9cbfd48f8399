import type { ErrorClass, ErrorClassifier } from '@dmt-providers/core'
import type { StatusName } from './protocol/status.js'
import { ZookeeperError } from './protocol/zookeeper-error.js'

/** What the statuses of ZooKeeper mean. Source: ZooKeeper, KeeperException.Code. */
const classes: Readonly<Partial<Record<StatusName, ErrorClass>>> = {
  UNIMPLEMENTED: { code: 'unsupported' },
  CONNECTION_LOSS: { code: 'unavailable' },
  OPERATION_TIMEOUT: { code: 'unavailable' },
  REQUEST_TIMEOUT: { code: 'unavailable' },
  // Checked before anything is done: PrepRequestProcessor.
  SESSION_EXPIRED: { code: 'unavailable', notApplied: true },
  SESSION_MOVED: { code: 'unavailable', notApplied: true },
  NOT_READONLY: { code: 'unavailable', notApplied: true },
  THROTTLED_OP: { code: 'unavailable', answered: true },
  NO_AUTH: { code: 'permission-denied' },
  AUTH_FAILED: { code: 'unauthenticated' },
  // A node was to be its user's, and the server knows none on this connection.
  INVALID_ACL: { code: 'unauthenticated' },
  SESSION_CLOSED_REQUIRE_SASL_AUTH: { code: 'unauthenticated' },
  QUOTA_EXCEEDED: { code: 'limit-exceeded' },
}

const known = new Map<string, ErrorClass>(Object.entries(classes))

/** Native code -> portable code; a status that is not in the table becomes `internal`. */
export const classify: ErrorClassifier = (error) => {
  if (!(error instanceof ZookeeperError)) return undefined
  return { code: 'internal', ...known.get(error.statusName), nativeCode: error.statusName }
}
