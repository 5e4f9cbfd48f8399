import { Environment, SecretsStore } from '@dmt-providers/core'
import { VaultDriver } from './driver.js'
import { type VaultOptions, vaultOptions } from './options.js'
import { vaultParts } from './vault-parts.js'

/**
 * Makes a secret store in a KV engine of HashiCorp Vault or OpenBao. Connects and logs in with the first call. Throws
 * `invalid-options` that lists every wrong option.
 */
export function createVault(options: VaultOptions): SecretsStore {
  const { timeoutMs, retries, cache, maxConcurrent, environment = new Environment(), ...given } = options
  const settings = vaultOptions.parse(given, environment)
  const driver = new VaultDriver(vaultParts(settings, environment), settings)
  return new SecretsStore(driver, { timeoutMs, retries, cache, maxConcurrent })
}
