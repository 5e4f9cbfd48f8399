import type { JsonObject, JsonValue } from '@dmt-providers/core'
import type { VaultHealth } from '@dmt-providers/host'

/** What RPS gets for a written secret: it asks whether there is an answer. */
export interface WriteAnswer {
  data: { version: number }
}

/** The secrets as RPS uses them. Absent is null. */
export interface SecretsService {
  /** One value of the secret at a path; null when path or value is absent or empty. Throws what the store throws. */
  getSecretFromKey(path: string, key: string): Promise<JsonValue>
  /** The secret at a path with its `version` added, or null. Throws what the store throws. */
  getSecretAtPath(path: string): Promise<JsonObject | null>
  /** Replaces the secret at a path. Never throws: null when that failed, which is logged. */
  writeSecretWithObject(path: string, data: JsonObject): Promise<WriteAnswer | null>
  /** Removes every version of the secret at a path: true also when it was absent, false when that failed. */
  deleteSecretAtPath(path: string): Promise<boolean>
  /** Vault's health answer once the store has proved that it can be read. Throws what the store throws. */
  health(): Promise<VaultHealth>
}
