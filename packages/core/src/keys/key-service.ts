import type { Environment } from '../environment.js'
import type { KeyWrapper } from './key-wrapper.js'

/** A service that holds master keys, as a package exports it in its list `keyServices`. */
export interface KeyService {
  /** What a key's name starts with: `aws-kms` for `key=aws-kms:<arn>`. */
  readonly scheme: string
  /**
   * Makes a wrapper for a key. `reference` is what stands behind `<scheme>:`, with a query of its own where it has one.
   * The wrapper's `keyId` is `<scheme>:` and `reference` without that query. Connects at the first wrap. Throws
   * `invalid-options`.
   */
  open(reference: string, environment: Environment): KeyWrapper | Promise<KeyWrapper>
}
