import type { JsonObject } from '../json.js'

/** One secret as it is stored at a path. It prints without its data. */
export interface Secret {
  /** `devices/<guid>`, `MPSCerts`: case-sensitive, segments separated by `/`. */
  readonly path: string
  readonly data: JsonObject
  /** Text of digits; grows with each write of this path. */
  readonly version: string
}
