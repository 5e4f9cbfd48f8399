/** What a cloud gives in place of a password. */
export interface Token {
  readonly text: string
  /** Milliseconds since 1970 after which it is of no use; 0 when it is not to be kept at all. */
  readonly expiresAt: number
}

/** Asks for a token; `signal` ends when nobody waits for it any more. */
export type TokenSource = (signal: AbortSignal) => Promise<Token>
