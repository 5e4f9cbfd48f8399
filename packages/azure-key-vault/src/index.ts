export { createAzureKeyVault } from './create-azure-key-vault.js'
export { keyServices } from './key-service.js'
export { type AzureKeyVaultOptions, azureKeyVaultOptions, type VaultAccess } from './options.js'
export { providers } from './provider.js'
