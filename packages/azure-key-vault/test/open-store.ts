import { randomUUID } from 'node:crypto'
import type { SecretsStore } from '@dmt-providers/core'
import { onTestFinished } from 'vitest'
import { type AzureKeyVaultOptions, createAzureKeyVault } from '../src/index.js'
import { anyone } from './key-vault-place.js'
import type { ScriptedKeyVault } from './scripted-key-vault.js'

/** A store that is closed when the running test ends, and repeats nothing by itself. */
export function openStore(options: AzureKeyVaultOptions): SecretsStore {
  const store = createAzureKeyVault({ retries: 0, ...options })
  onTestFinished(() => store.close())
  return store
}

/** Options of a store on a scripted Key Vault, in a folder of its own where what it writes is kept. */
export function scripted({ vault, ca }: ScriptedKeyVault, options: AzureKeyVaultOptions = {}): AzureKeyVaultOptions {
  return { vault, ca, credential: anyone, verifyChallengeResource: false, prefix: `test-${randomUUID()}`, ...options }
}
