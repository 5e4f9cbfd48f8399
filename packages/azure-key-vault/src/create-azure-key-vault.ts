import { Environment, SecretsStore } from '@dmt-providers/core'
import { AzureKeyVaultDriver } from './driver.js'
import { type AzureKeyVaultOptions, azureKeyVaultOptions } from './options.js'
import { VaultSecrets } from './vault-secrets.js'

/**
 * Makes a secret store in a vault of Azure Key Vault. Asks for a token and connects with the first call. Throws
 * `invalid-options` that lists every wrong option.
 */
export function createAzureKeyVault(options: AzureKeyVaultOptions): SecretsStore {
  const { timeoutMs, retries, cache, maxConcurrent, environment = new Environment(), ...given } = options
  const settings = azureKeyVaultOptions.parse(given, environment)
  const driver = new AzureKeyVaultDriver(new VaultSecrets(settings, environment), settings)
  return new SecretsStore(driver, { timeoutMs, retries, cache, maxConcurrent })
}
