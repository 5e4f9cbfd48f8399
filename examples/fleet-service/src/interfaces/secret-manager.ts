/** What Vault answers at `sys/health`, and every other secret store in its place. */
export interface SecretStoreHealth {
  initialized: boolean
  sealed: boolean
}

/** What the secrets providers of both hosts have in common. */
interface SecretManager {
  /** Null when the path or the key is absent. */
  getSecretFromKey(path: string, key: string): Promise<string | null>
  /** Rejects when the store is down. */
  health(): Promise<SecretStoreHealth>
}

/** The secrets provider of MPS: the default export of `../secrets/<secrets_provider>/index.js`, made with a logger. */
export interface MpsSecretManager extends SecretManager {
  /** `['admin', password]`, or null when the device has no secret. */
  getAMTCredentials(guid: string): Promise<string[] | null>
}

/** The secrets provider of RPS, loaded in the same way. */
export interface RpsSecretManager extends SecretManager {
  /** The object at this path, or null when absent. */
  getSecretAtPath(path: string): Promise<Record<string, unknown> | null>
  /** Null when the secret could not be written. */
  writeSecretWithObject(path: string, secret: Record<string, unknown>): Promise<unknown>
}
