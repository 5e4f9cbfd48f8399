import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ConfigHarness } from '@dmt-providers/conformance'
import { describeConfig } from '@dmt-providers/conformance/vitest'
import { createFile } from '../src/index.js'
import { asideOfKey, pathOfKey } from '../src/key-path.js'

const above = await mkdtemp(join(tmpdir(), 'dmt-config-'))
const folder = join(above, 'values')

const harness: ConfigHarness = {
  contract: 'config',
  provider: 'file',
  capabilities: { compareAndSet: true, watch: true },
  open: async (options) => createFile({ ...options, folder }),
  openSecond: async (options) => createFile({ ...options, folder }),
  openWithOptions: async (added) => createFile({ ...added, folder }),
  openWith: {
    // A folder below one that is not there, as of a volume that was not mounted.
    unreachable: async (options) => createFile({ ...options, folder: join(above, 'volume', 'values') }),
  },
  raw: {
    async remove(key) {
      for (const below of [pathOfKey(key), asideOfKey(key)]) await rm(join(folder, below)).catch(() => undefined)
    },
  },
  reasons: { endpoint: 'files have no endpoint' },
  tearDown: async () => await rm(above, { recursive: true }),
}

describeConfig(harness)
