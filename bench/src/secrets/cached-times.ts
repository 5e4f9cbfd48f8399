/** What a measuring process of cached reads is asked to do, as its only argument in JSON. */
export interface CachedWork {
  url: string
  secrets: number
  /** Reads of one slice. */
  reads: number
  slices: number
  /** Reads at once, before the first slice. */
  storm: number
}

/** How long one cached read took, on the mean of a slice, and how long all reads of the storm. */
export interface CachedTimes {
  microseconds: number
  stormMs: number
}
