import type { CentralConfig, ChangeRecord } from '@dmt-providers/central-config'

/** The change that wrote a version; `undefined` when the history does not have it, or cannot be read. */
export async function recordOfVersion(central: CentralConfig, version: string): Promise<ChangeRecord | undefined> {
  const records = await central.history().catch(() => [])
  return records.find((record) => record.version === version)
}
