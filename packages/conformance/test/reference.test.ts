import { ReferenceRows } from '../src/reference/reference-rows.js'
import { createReferenceSecrets, ReferenceVault } from '../src/reference/reference-secrets.js'
import { createReferenceStorage } from '../src/reference/reference-storage.js'
import { describeSecrets, describeStorage } from '../src/vitest.js'

const rows = new ReferenceRows()

describeStorage({
  contract: 'storage',
  provider: 'reference',
  unicodeCase: true,
  open: async (options) => createReferenceStorage(rows, options),
  openSecond: async (options) => createReferenceStorage(rows, options),
  reasons: { endpoint: 'memory has no endpoint' },
})

const vault = new ReferenceVault()

describeSecrets({
  contract: 'secrets',
  provider: 'reference',
  capabilities: { compareAndSet: true, history: true },
  keyOrder: true,
  open: async (options) => createReferenceSecrets(vault, options),
  openSecond: async (options) => createReferenceSecrets(vault, options),
  raw: { corrupt: async (path) => vault.corrupt(path) },
  reasons: { endpoint: 'memory has no endpoint' },
})
