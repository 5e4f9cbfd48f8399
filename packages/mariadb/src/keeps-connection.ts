/**
 * Errors after which a connection is of no more use although the server itself told them: it ends, it cannot write, or
 * it has lost its cluster.
 */
const last = new Set([1047, 1053, 1180, 1290, 1317, 1792, 1836, 1927])

/** What a server says that takes no writes any more, or has lost its cluster: all connections to it are of no more use. */
const demoted = new Set([1047, 1290, 1836])

/** True when the error says that connections should lead to another server. */
export function isDemotion(error: unknown): boolean {
  return demoted.has(Number(Reflect.get(Object(error), 'errno')))
}

const waitedInVain = 1205

/** True for what a node says that has waited for the others in vain, and for a lock too. */
export function isWaitInVain(error: unknown): boolean {
  return Reflect.get(Object(error), 'errno') === waitedInVain
}

/**
 * True for what the server itself said, unless the connection is of no more use: it is then ready for the next
 * statement. That of a node which may have lost its cluster is given up, since the next may lead to one which has not.
 */
export function keepsConnection({ clustered }: { readonly clustered: boolean }, error: unknown): boolean {
  if (!(error instanceof Error) || Reflect.get(error, 'fatal') !== false) return false
  const errno: unknown = Reflect.get(error, 'errno')
  if (clustered && errno === waitedInVain) return false
  return typeof errno === 'number' && errno < 45_000 && !last.has(errno)
}
