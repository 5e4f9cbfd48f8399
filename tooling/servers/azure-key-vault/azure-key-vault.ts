import type { ServerKind } from '../server.js'

/** How to get an Azure Key Vault: only by its URL, a vault of one's own or a stand-in such as lowkey-vault. */
export const azureKeyVault: ServerKind = {
  variable: 'DMT_TEST_AZURE_KEY_VAULT_URL',
  scarce: true,
  connect: async (url) => ({
    url,
    version: new URL(url).hostname.endsWith('.vault.azure.net') ? 'Azure' : 'a stand-in',
    how: 'DMT_TEST_AZURE_KEY_VAULT_URL',
    stop: async () => undefined,
  }),
  ways: [],
}
