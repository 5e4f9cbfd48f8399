import type { HostLogger } from './host-logger.js'

/** What tells one service of the toolkit from another. */
export interface HostKind {
  /** Prefix of its environment variables: `MPS`. */
  name: string
  /** Module of its error class, from the folder of the built service: `utils/MPSValidationError.js`. */
  errorModule: string
  /** Export of that module. */
  errorExport: string
  /** Module of its logger, from the same folder. */
  loggerModule: string
  /** Takes the logger out of that module; `undefined` when it has another shape. */
  loggerOf(module: object): HostLogger | undefined
}
