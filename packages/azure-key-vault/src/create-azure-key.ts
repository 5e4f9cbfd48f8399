import { Environment, type KeyWrapper } from '@dmt-providers/core'
import { AzureKeyWrapper } from './azure-key-wrapper.js'
import { type AzureKeyOptions, azureKeyOptions } from './options.js'
import { VaultKeys } from './vault-keys.js'

/**
 * Makes a wrapper of data keys by an RSA key of Azure Key Vault, for `key` of `createEnvelope`. Asks for a token and
 * connects with the first call. Throws `invalid-options` that lists every wrong option.
 */
export function createAzureKey(options: AzureKeyOptions): KeyWrapper {
  const { environment = new Environment(), ...given } = options
  const settings = azureKeyOptions.parse(given, environment)
  // As it is written behind `azure-key:`, which finds the same key.
  const vault = (given.vault ?? settings.vault).replace(/^https:\/\//, '').replace(/\/$/, '')
  return new AzureKeyWrapper(`azure-key:${vault}/${settings.key}`, new VaultKeys(settings, environment), settings)
}
