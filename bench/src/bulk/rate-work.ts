/** What the process is asked that compares rates, as its only argument in JSON. */
export interface RateWork {
  /** URLs of two databases with equal, empty tables. */
  ours: string
  raw: string
  devices: number
  /** Devices of one slice. */
  slice: number
}

/** Seconds that each side took for the same devices. */
export interface RatePair {
  devices: number
  ours: number
  raw: number
}
