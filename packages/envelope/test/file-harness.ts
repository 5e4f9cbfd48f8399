import { randomUUID } from 'node:crypto'
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SecretsHarness } from '@dmt-providers/conformance'
import type { RecordDriver } from '@dmt-providers/core'
import { asUnprivileged } from '../../../tooling/fixtures/as-unprivileged.js'
import { folderOfPath } from '../src/file-records/folder-name.js'
import { createEnvelope, type EnvelopeOptions, FileRecords, generateKey } from '../src/index.js'

/** A folder to run the suite on. */
export function fileHarness(): SecretsHarness {
  const key = generateKey()
  let place = ''
  const open = async (options: EnvelopeOptions = {}) =>
    createEnvelope({ folder: join(place, 'store'), key, ...options })
  const opened = (options: EnvelopeOptions) => (added?: EnvelopeOptions) => open({ ...options, ...added })
  const folderOf = (path: string) => join(place, 'store', 'records', folderOfPath(path))
  return {
    contract: 'secrets',
    provider: 'envelope (files)',
    capabilities: { compareAndSet: true, history: true },
    keyOrder: true,
    open,
    openSecond: open,
    openWithOptions: open,
    openWith: {
      'wrong-key': opened({ key: generateKey() }),
      'unknown-database': (options) => open({ folder: join(place, 'mistyped', 'store'), ...options }),
      unreachable: (options) => open({ folder: join(place, 'unmounted'), create: false, ...options }),
      'future-schema': async (options) => {
        const folder = join(place, randomUUID())
        await mkdir(join(folder, 'records'), { recursive: true })
        await writeFile(join(folder, 'envelope.json'), '{"format":2}\n')
        return await open({ folder, ...options })
      },
      'no-permission': async (options) => {
        const folder = join(place, randomUUID())
        await createEnvelope({ folder, key }).put('a', {})
        await chmod(join(folder, 'envelope.json'), 0)
        return createEnvelope({ records: unprivileged(new FileRecords(folder)), key, ...options })
      },
    },
    confidential: () => [key],
    reasons: {
      endpoint: 'files have no network endpoint',
      'wrong-password': 'files ask for no password; a wrong key is a case of its own',
      'unknown-user': 'files ask for no user name',
      exhausted: 'files have no quota of their own',
      sealed: 'a folder cannot be locked',
    },
    raw: {
      async corrupt(path) {
        for (const name of await readdir(folderOf(path))) {
          if (!name.startsWith('head-')) await writeFile(join(folderOf(path), name), 'damaged')
        }
      },
      async stored(path) {
        const names = await readdir(folderOf(path))
        const texts = names.map((name) => readFile(join(folderOf(path), name), 'utf8'))
        return [...names, ...(await Promise.all(texts))].join('\n')
      },
    },
    async setUp() {
      place = await mkdtemp(join(tmpdir(), 'dmt-envelope-conformance-'))
    },
    tearDown: () => rm(place, { recursive: true, force: true }),
  }
}

/** The same records as a user reaches them who owns none of them. */
function unprivileged(records: FileRecords): RecordDriver {
  return new Proxy(records, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name)
      if (typeof member !== 'function' || name === 'classify') return member
      return (...args: unknown[]) => asUnprivileged(async () => Reflect.apply(member, target, args))
    },
  })
}
