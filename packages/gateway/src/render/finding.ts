import type { Capability } from './capability.js'

/** Something that the gateway cannot do, does in a roundabout way, or that its operator has to know. */
export interface Finding {
  capability: Capability
  /** `error`: it is not done. `warning`: it is done in the way that the message tells. */
  severity: 'error' | 'warning'
  /** Ids of the routes and token rules that ask for it. */
  asked: readonly string[]
  message: string
  /** What to do about an error outside of what is rendered. */
  workaround?: string
}
