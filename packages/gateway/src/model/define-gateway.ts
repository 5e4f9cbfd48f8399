import { corsCredentials } from '../checks/cors-credentials.js'
import { knownReferences } from '../checks/known-references.js'
import { openUnderGuarded } from '../checks/open-under-guarded.js'
import { overlaps } from '../checks/overlaps.js'
import { tokenPlaces } from '../checks/token-places.js'
import { uniqueNames } from '../checks/unique-names.js'
import { websocketFields } from '../checks/websocket-fields.js'
import { GatewayError } from '../gateway-error.js'
import { describeIssue } from './describe-issue.js'
import type { Gateway } from './gateway.js'
import type { GatewaySpec } from './gateway-schema.js'
import { gatewaySchema } from './gateway-schema.js'

const checks = [uniqueNames, knownReferences, overlaps, openUnderGuarded, tokenPlaces, corsCredentials, websocketFields]

/**
 * Checks a description and fills in its defaults. Throws {@link GatewayError} `invalid-spec` with every problem at
 * once, each with its path and the fix; no value is printed, because a secret may stand where its name should.
 */
export function defineGateway(spec: GatewaySpec): Gateway {
  return checkSpec(spec)
}

/** The same for a description whose type is not known, from a file for instance. */
export function checkSpec(spec: unknown): Gateway {
  const parsed = gatewaySchema.safeParse(spec)
  if (!parsed.success) throw new GatewayError('invalid-spec', parsed.error.issues.flatMap(describeIssue))
  const problems = checks.flatMap((check) => check(parsed.data))
  if (problems.length > 0) throw new GatewayError('invalid-spec', problems)
  return parsed.data as Gateway
}
