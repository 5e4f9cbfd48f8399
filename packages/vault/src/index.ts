export { createVault } from './create-vault.js'
export { type VaultOptions, vaultOptions } from './options.js'
export { providers } from './provider.js'
