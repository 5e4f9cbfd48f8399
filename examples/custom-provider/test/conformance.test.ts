import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describeSecrets } from '@dmt-providers/conformance/vitest'
import { createSealedFile, type SealedFileOptions } from '../src/index.js'

const passphrase = randomBytes(16).toString('hex')
const otherPassphrase = randomBytes(16).toString('hex')
let folder = ''
const secretsFile = () => join(folder, 'secrets.json')

const open = async (added: SealedFileOptions = {}) =>
  createSealedFile({ file: secretsFile(), passphrase, create: true, ...added })

describeSecrets({
  contract: 'secrets',
  provider: 'sealed-file',
  capabilities: { compareAndSet: true, history: false },
  keyOrder: true,
  setUp: async () => {
    folder = await mkdtemp(join(tmpdir(), 'sealed-file-'))
  },
  tearDown: async () => await rm(folder, { recursive: true }),
  open,
  openWith: {
    'wrong-key': async (options) => await open({ ...options, passphrase: otherPassphrase }),
    'future-schema': async (options) => {
      const file = join(folder, 'future.json')
      await writeFile(file, JSON.stringify({ format: 'sealed-file@2', unknown: true }))
      return await open({ ...options, file })
    },
    unreachable: async (options) => await open({ ...options, file: join(folder, 'not-mounted', 'secrets.json') }),
  },
  openWithOptions: open,
  raw: {
    async corrupt(path) {
      const content = JSON.parse(await readFile(secretsFile(), 'utf8'))
      const entry = new Map<string, { sealed: string }>(content.entries).get(path)
      if (entry !== undefined) entry.sealed = entry.sealed.replace(/^./, (first) => (first === 'A' ? 'B' : 'A'))
      await writeFile(secretsFile(), JSON.stringify(content))
    },
    stored: async () => await readFile(secretsFile(), 'utf8'),
  },
  confidential: () => [passphrase, otherPassphrase],
  reasons: {
    endpoint: 'a file has no endpoint',
    'second-store': 'the file belongs to one process',
    'wrong-password': 'a wrong passphrase is the case wrong-key',
    'unknown-user': 'a file has no users',
    'unknown-database': 'a file has no databases',
    'no-permission': 'tests may run as a user whom no file refuses',
    sealed: 'a file is never locked',
    exhausted: 'tests may not fill the disk',
    history: 'the provider keeps one version',
  },
})
