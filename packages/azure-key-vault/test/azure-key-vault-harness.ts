import type { SecretsHarness } from '@dmt-providers/conformance'
import { type AzureKeyVaultOptions, createAzureKeyVault } from '../src/index.js'
import { anyToken, placeIn } from './key-vault-place.js'

/** The suite's harness in a folder of its own of a vault. */
export function azureKeyVaultHarness(url: string): SecretsHarness {
  const { options: place, remove } = placeIn(url)
  const { hostname: host, port } = new URL(url)
  const open = async (options: AzureKeyVaultOptions = {}) => createAzureKeyVault({ ...place, ...options })
  const { credential } = place
  return {
    contract: 'secrets',
    provider: 'azure-key-vault',
    capabilities: { compareAndSet: false, history: true },
    keyOrder: true,
    open,
    openSecond: open,
    openWithOptions: open,
    openWith: { unreachable: (options) => open({ vault: 'https://127.0.0.1:1', ...options }) },
    ...(credential === undefined
      ? {}
      : {
          endpoint: {
            address: () => ({ host, port: Number(port || 443) }),
            open: (at, options) => open({ vault: `https://localhost:${at.port}`, ...options }),
          },
        }),
    confidential: () => [anyToken],
    reasons: {
      endpoint: 'a vault of Azure is reached by its own name alone',
      'wrong-password': 'Key Vault knows tokens alone; the scripted answers of this package have refused ones',
      'unknown-user': 'Key Vault knows tokens alone; the scripted answers of this package have refused ones',
      'unknown-database': 'a vault that does not exist has no address',
      'no-permission': 'rights are given in Azure alone, and a stand-in has none; the scripted answers have refusals',
      exhausted: 'neither Azure nor a stand-in can be made to throttle; the scripted answers do',
      sealed: 'Key Vault has no sealed state',
      'wrong-key': 'Key Vault itself encrypts what it stores',
      'raw-corrupt': 'what Key Vault stores cannot be altered beside it',
      'raw-stored': 'Key Vault shows what it stores to those who may read it',
      'future-schema': 'Key Vault itself upgrades what it stores',
    },
    tearDown: remove,
  }
}
