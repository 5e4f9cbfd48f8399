import { ProviderError } from '@dmt-providers/core'
import { credentialError } from './credential-error.js'
import type { Token, TokenSource } from './token.js'

/** Milliseconds that a token must be good for when a connection begins to use it. */
const margin = 60_000

/**
 * Hands out a source's token as a password. Connections that open together share one question to the source, and a
 * token is kept only until shortly before it expires. Throws `unauthenticated` or `unavailable` naming what failed.
 */
export function tokenPassword(option: string, source: TokenSource, timeoutMs: number): () => Promise<string> {
  let known: Token | undefined
  let asked: Promise<Token> | undefined
  return async () => {
    if (known !== undefined && known.expiresAt - margin > Date.now()) return known.text
    asked ??= inTime(option, source, timeoutMs).finally(() => {
      asked = undefined
    })
    known = await asked
    return known.text
  }
}

async function inTime(option: string, source: TokenSource, timeoutMs: number): Promise<Token> {
  const patience = new AbortController()
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const error = new ProviderError('unavailable', `${option}: no token within ${timeoutMs} ms`, { notApplied: true })
      reject(error)
      patience.abort(error)
    }, timeoutMs)
  })
  try {
    return await Promise.race([source(patience.signal), tooLate])
  } catch (error) {
    throw credentialError(option, error)
  } finally {
    clearTimeout(timer)
  }
}
