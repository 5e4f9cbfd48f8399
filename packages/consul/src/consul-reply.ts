import { type HttpReply, retryAfter } from '@dmt-providers/http'
import { ConsulError } from './errors.js'

/** Longest text of Consul that becomes part of a message. */
const longest = 300

/** What a transaction says whose expectation did not hold. Source: Consul 1.20.1, agent/consul/state/txn.go. */
const stale = /index is stale/

/** What a refused operation says, of a transaction with a status of its own. Source: Consul 1.20.1, acl/errors.go. */
const refusal = /(?:Permission denied|ACL not found)(?:[^"\\]|\\.)*/

/**
 * Answers a reply that may be believed: a success, a 404 to a read, or a transaction that was rolled back. Throws
 * {@link ConsulError} for all else: a key is absent only where Consul itself says so, with a leader, and left nothing out.
 */
export function checkedReply(what: string, isRead: boolean, reply: HttpReply): HttpReply {
  const { status } = reply
  if (status === 200 || (status === 404 && isRead)) return isRead ? checkedRead(what, reply) : reply
  if (isForeign(reply)) throw foreign(what, reply)
  const refused = status === 409 ? refusal.exec(reply.text)?.[0].replaceAll('\\"', '"') : undefined
  if (status === 409 && refused === undefined && stale.test(reply.text)) return reply
  const told = (refused ?? reply.text).replace(/\s+/g, ' ').slice(0, longest)
  const message = `${what}: Consul answered ${status}${told && `: ${told}`}`
  throw new ConsulError(message, refused === undefined ? status : 403, { retryAfterMs: retryAfter(reply) })
}

/** How far the store was when a read was answered: what a blocking query waits from. Source: Consul, "Blocking queries". */
export function indexOf(reply: HttpReply): number {
  return Number(reply.header('x-consul-index'))
}

function checkedRead(what: string, reply: HttpReply): HttpReply {
  if (!Number.isSafeInteger(indexOf(reply)) || reply.header('x-consul-index') === undefined) throw foreign(what, reply)
  if (reply.header('x-consul-knownleader') !== 'true')
    throw new ConsulError(`${what}: answered by a server without a leader`, 500)
  if (reply.header('x-consul-results-filtered-by-acls') === 'true')
    throw new ConsulError(`${what}: the token may not read all that is there; grant it read for the whole prefix`, 403)
  return reply
}

const isForeign = (reply: HttpReply) =>
  reply.status < 400 || reply.status === 404 || /html/i.test(reply.header('content-type') ?? '')

function foreign(what: string, { status }: HttpReply): ConsulError {
  return new ConsulError(`${what}: ${status} of something that is not Consul`, status, { foreign: true })
}
