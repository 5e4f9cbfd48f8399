import { Environment, type KeyWrapper } from '@dmt-providers/core'
import { vaultParts } from '../vault-parts.js'
import { type VaultTransitOptions, vaultTransitOptions } from './options.js'
import { VaultTransitKey } from './vault-transit-key.js'

/**
 * Makes a key wrapper of a key in Vault's transit engine, for `@dmt-providers/envelope`. Connects and logs in with the
 * first wrap. Throws `invalid-options` that lists every wrong option.
 */
export function createVaultTransit(options: VaultTransitOptions): KeyWrapper {
  const { environment = new Environment(), ...given } = options
  const settings = vaultTransitOptions.parse(given, environment)
  return new VaultTransitKey(vaultParts(settings, environment), settings.keyName)
}
