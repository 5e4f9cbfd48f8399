import type { JsonObject, JsonValue } from '@dmt-providers/core'
import type { VaultHealth } from '@dmt-providers/host'

/** A secret as MPS passes it to be written: the object stands in `data`, as in Vault's API. */
export interface WrittenSecret {
  data: JsonObject
}

/** A secret as MPS reads it. */
export interface ReadSecret extends WrittenSecret {
  metadata: { version: string }
}

/** The secrets as MPS uses them. Absent is null. */
export interface SecretsService {
  /** One value of the secret at a path; null when path or value is absent or empty. Throws what the store throws. */
  getSecretFromKey(path: string, key: string): Promise<JsonValue>
  /** The secret at a path, or null. Throws what the store throws. */
  getSecretAtPath(path: string): Promise<ReadSecret | null>
  /** User and password of a device; null when absent, and when the store failed, which is logged. */
  getAMTCredentials(guid: string): Promise<[user: string, password: JsonValue] | null>
  /**
   * The certificates of MPS; null only when a healthy store has none, and no root is locked. Throws what the store
   * throws, and `permission-denied` for another root than the locked one.
   */
  getMPSCerts(): Promise<JsonObject | null>
  /**
   * Replaces the secret at a path; false when that failed, which is logged. Throws only for the certificates of MPS,
   * which would use them unsaved. Where another MPS has stored its certificates first, `secret.data` takes those over.
   */
  writeSecretWithObject(path: string, secret: WrittenSecret): Promise<boolean>
  /** Removes every version of the secret at a path, which may be absent. Throws what the store throws. */
  deleteSecretAtPath(path: string): Promise<void>
  /** Vault's health answer once the store has proved that it can be read. Throws what the store throws. */
  health(): Promise<VaultHealth>
}
