import type { ServerKind } from '../server.js'
import { startVault } from './start-vault.js'
import { vaultVersion } from './vault-at.js'

/** How to get a Vault. */
export const vault: ServerKind = {
  variable: 'DMT_TEST_VAULT_URL',
  connect: async (url) => ({
    url,
    version: await vaultVersion(url),
    how: 'DMT_TEST_VAULT_URL',
    stop: async () => undefined,
  }),
  ways: [{ name: 'program on the machine, or built from its Go module', start: () => startVault() }],
}
