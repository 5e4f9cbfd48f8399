import { SecretsStore } from '@dmt-providers/core'
import { EnvelopeDriver } from './driver.js'
import { envelopeParts } from './envelope-parts.js'
import type { EnvelopeOptions } from './options.js'

/**
 * Opens a secret store that seals every secret with AES-256-GCM and keeps it in a folder or in any store of records.
 * Reads the key at once and connects with the first call. Throws `invalid-options` for options that can never work, and
 * `permission-denied` for a key file that may not be read, or that other users may write.
 */
export function createEnvelope(options: EnvelopeOptions): SecretsStore {
  return new SecretsStore(new EnvelopeDriver(envelopeParts(options)), options)
}
