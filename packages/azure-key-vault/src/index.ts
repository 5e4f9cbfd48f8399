export { createAzureKey } from './create-azure-key.js'
export { createAzureKeyVault } from './create-azure-key-vault.js'
export { keyServices } from './key-service.js'
export {
  type AzureKeyOptions,
  type AzureKeyVaultOptions,
  azureKeyOptions,
  azureKeyVaultOptions,
  type VaultAccess,
} from './options.js'
export { providers } from './provider.js'
