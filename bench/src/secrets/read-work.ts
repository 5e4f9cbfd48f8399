/** What a measuring process of reads is asked to do, as its only argument in JSON. */
export interface ReadWork {
  /** URL of `@dmt-providers/vault` with a token, or of `@dmt-providers/aws-secrets-manager` with an endpoint. */
  url: string
  /** Secrets that are read in turn. */
  secrets: number
  callers: number
  /** Reads of one slice: one side makes so many before it is the other's turn. */
  slice: number
  pairs: number
}

/** Reads per second of both sides, one slice after the other. */
export interface ReadPair {
  ours: number
  raw: number
}
