import type { SealedRecord } from '@dmt-providers/core'

/** A record for tests that look at where it is kept and not into it. */
export function record(path: string, version: number, keyId = 'key-1'): SealedRecord {
  return { path, version, keyId, body: `body ${version} of ${path}` }
}
