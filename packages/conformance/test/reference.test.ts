import { createReferenceConfig, ReferenceNotebook } from '../src/reference/reference-config.js'
import { ReferenceRows } from '../src/reference/reference-rows.js'
import { createReferenceSecrets, ReferenceVault } from '../src/reference/reference-secrets.js'
import { createReferenceStorage } from '../src/reference/reference-storage.js'
import { describeConfig, describeSecrets, describeStorage } from '../src/vitest.js'

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

const notebook = new ReferenceNotebook()

describeConfig({
  contract: 'config',
  provider: 'reference',
  capabilities: { compareAndSet: true, watch: true },
  open: async (options) => createReferenceConfig(notebook, options),
  openSecond: async (options) => createReferenceConfig(notebook, options),
  raw: { remove: async (key) => notebook.remove(key) },
  reasons: { endpoint: 'memory has no endpoint' },
})
