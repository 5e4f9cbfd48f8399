import { createHash } from 'node:crypto'
import type { RpsSecretManager } from '../interfaces/secret-manager.js'

/**
 * Reads secrets and answers a SHA-256 of each by its path, by which two readings can be compared without the secrets
 * leaving the process. Throws when one is missing.
 */
export async function secretFingerprints(secrets: RpsSecretManager, paths: string[]): Promise<Record<string, string>> {
  const fingerprints: Record<string, string> = {}
  for (const path of paths) {
    const secret = await secrets.getSecretAtPath(path)
    if (secret === null) throw new Error(`the secret ${path} is missing`)
    const sorted = Object.entries(secret).sort(([one], [other]) => (one < other ? -1 : 1))
    fingerprints[path] = createHash('sha256').update(JSON.stringify(sorted)).digest('hex')
  }
  return fingerprints
}
