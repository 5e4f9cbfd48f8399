import type { SecretsStore } from '@dmt-providers/core'
import { onTestFinished } from 'vitest'
import { createVault, type VaultOptions } from '../src/index.js'

/** A store that is closed when the running test ends, and repeats nothing by itself. */
export function openStore(options: VaultOptions): SecretsStore {
  const store = createVault({ retries: 0, ...options })
  onTestFinished(() => store.close())
  return store
}
