import type { RecordTable } from '../interfaces/rps-database.js'
import type { RpsSecretManager } from '../interfaces/secret-manager.js'

/** Makes sure that a row is there, and leaves it alone if it is. Answers whether it was new. */
export async function ensureRow<Row>(table: RecordTable<Row>, name: string, row: Row): Promise<boolean> {
  if ((await table.getByName(name)) !== null) return false
  await table.insert(row)
  return true
}

/** Makes sure that a secret is there, and leaves it alone if it is. Throws when it cannot be written. */
export async function ensureSecret(
  secrets: RpsSecretManager,
  path: string,
  secret: Record<string, unknown>,
): Promise<void> {
  if ((await secrets.getSecretAtPath(path)) !== null) return
  // In the hosts' interface null is the failure.
  if ((await secrets.writeSecretWithObject(path, secret)) === null) throw new Error(`${path} could not be written`)
}
