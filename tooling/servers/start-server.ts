import { type KindName, kinds } from './kinds.js'
import { isMissing, type MissingServer, type OwnServer, type Server, type ServerKind } from './server.js'

/**
 * Gets a server of a kind: the one that the kind's environment variable names, or the first that can be started.
 * A named server that does not answer is an error and not a reason to look elsewhere.
 */
export function startServer(kind: KindName): Promise<Server | MissingServer> {
  return startFrom(kinds[kind], process.env[kinds[kind].variable])
}

/** Starts a server for the caller alone, whatever the environment names, so that the caller may kill and restart it. */
export function startOwnServer(kind: KindName): Promise<OwnServer | MissingServer> {
  return startByWays(kinds[kind].ways)
}

/** The same as {@link startServer} for a kind that need not be registered. */
export async function startFrom(kind: ServerKind, url: string | undefined): Promise<Server | MissingServer> {
  if (!url) {
    const started = await startByWays(kind.ways)
    return isMissing(started) ? { missing: `${kind.variable} is not set; ${started.missing}` } : started
  }
  try {
    return await kind.connect(url)
  } catch (error) {
    throw new Error(`${kind.variable} is set, but its server cannot be used: ${messageOf(error)}`, { cause: error })
  }
}

async function startByWays(ways: ServerKind['ways']): Promise<OwnServer | MissingServer> {
  const reasons: string[] = []
  for (const way of ways) {
    const started = await way.start().catch((error: unknown) => ({ missing: messageOf(error) }))
    if (!isMissing(started)) return started
    reasons.push(`${way.name}: ${started.missing}`)
  }
  return { missing: reasons.join('; ') }
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error)).trim()
