/** A token of Vault, as it is used. */
export interface Token {
  readonly value: string
  /** Milliseconds for which it was good when it was got; 0 for one that does not end. */
  readonly lifeMs: number
  readonly renewable: boolean
}

/** A token with what only this process knows of it. */
export interface HeldToken extends Token {
  /** On the clock of `performance`, which no change of the system's time moves. */
  readonly gotAt: number
  readonly endsAt: number
}

/** Where tokens come from. */
export interface TokenSource {
  /** Whether it can give another token at any time, as a login can. */
  readonly again: boolean
  /** A token that may be used now. Throws `unauthenticated` when there is none. */
  obtain(signal: AbortSignal): Promise<Token>
  /** Whether there may be another token than the one obtained last; `now` where a look of a moment ago is not enough. */
  changed?(now: boolean): Promise<boolean>
}

/** What a token becomes when it is got. */
export function held(token: Token): HeldToken {
  const gotAt = performance.now()
  return { ...token, gotAt, endsAt: token.lifeMs === 0 ? Number.POSITIVE_INFINITY : gotAt + token.lifeMs }
}
