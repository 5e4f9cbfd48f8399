import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SecretsHarness } from '@dmt-providers/conformance'
import type { KeyWrapper } from '@dmt-providers/core'
import { createEnvelope, type EnvelopeOptions } from '@dmt-providers/envelope'
import { folderOfPath } from '../../envelope/src/file-records/folder-name.js'
import { type AzureKeyOptions, createAzureKey } from '../src/index.js'
import { newKey } from './key-vault-keys.js'
import { anyToken } from './key-vault-place.js'

/** Sealed secrets in a folder, under a key of the vault of a URL. */
export function azureKeyHarness(url: string): SecretsHarness {
  let folder = ''
  let [own, other]: Awaited<ReturnType<typeof newKey>>[] = []
  const openAt = async (changed: Partial<AzureKeyOptions>, options?: EnvelopeOptions) =>
    createEnvelope({
      folder: join(folder, 'store'),
      key: createAzureKey({ ...own?.access, key: own?.name ?? '', ...changed }),
      ...options,
    })
  const open = (options?: EnvelopeOptions) => openAt({}, options)
  return {
    contract: 'secrets',
    provider: 'envelope (files, Azure Key Vault keys)',
    capabilities: { compareAndSet: true, history: true },
    keyOrder: true,
    open,
    openSecond: open,
    openWithOptions: open,
    openWith: {
      unreachable: (options) => {
        const there = createAzureKey({ ...own?.access, key: own?.name ?? '' })
        const away = createAzureKey({ ...own?.access, key: own?.name ?? '', vault: 'https://127.0.0.1:1' })
        // The same key, or the records would be said to be of another one.
        const key: KeyWrapper = { keyId: there.keyId, wrap: away.wrap.bind(away), unwrap: away.unwrap.bind(away) }
        return open({ key, ...options })
      },
      'wrong-key': (options) => openAt({ key: other?.name ?? '' }, options),
    },
    confidential: () => [anyToken],
    reasons: {
      endpoint: 'records are files; that Key Vault is away is a case of key-loss.test.ts',
      'wrong-password': 'a stand-in takes any token; refused ones are cases of key-loss.test.ts',
      'unknown-user': 'a stand-in takes any token; refused ones are cases of key-loss.test.ts',
      'no-permission': 'a stand-in has no rights; refusals are cases of key-loss.test.ts',
      sealed: 'Key Vault has no sealed state; a key that is lost is a case of key-loss.test.ts',
      exhausted: 'that Key Vault throttles is a case of key-loss.test.ts',
      'unknown-database': 'files are a case of the envelope’s own suite',
      'future-schema': 'files are a case of the envelope’s own suite',
      'raw-corrupt': 'files are a case of the envelope’s own suite',
    },
    raw: {
      async stored(path) {
        const place = join(folder, 'store', 'records', folderOfPath(path))
        const names = await readdir(place)
        const texts = names.map((name) => readFile(join(place, name), 'utf8'))
        return [...names, ...(await Promise.all(texts))].join('\n')
      },
    },
    async setUp() {
      folder = await mkdtemp(join(tmpdir(), 'dmt-azure-key-'))
      ;[own, other] = [await newKey(url), await newKey(url)]
      const first = await open()
      await first.put('first', {})
      await first.close()
    },
    async tearDown() {
      for (const key of [own, other]) await key?.remove()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
