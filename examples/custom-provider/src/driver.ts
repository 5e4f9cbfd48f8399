import { scrypt } from 'node:crypto'
import { promisify } from 'node:util'
import type { Expected, JsonObject, SecretsDriver, Sensitive, StoredSecret } from '@dmt-providers/core'
import { classify } from './errors.js'
import { seal, unseal } from './seal.js'
import type { Entry, SecretsFile } from './secrets-file.js'

const derive = promisify<string, Buffer, number, Buffer>(scrypt)

/** The driver: what the file does for each call. Checks, deadlines, retries and closing are the store's. */
export class SealedFileDriver implements SecretsDriver {
  readonly provider = 'sealed-file'
  readonly system = 'file'
  readonly capabilities = { compareAndSet: true, history: false }
  readonly classify = classify
  readonly #keys = new Map<string, Promise<Buffer>>()

  constructor(
    private readonly file: SecretsFile,
    private readonly passphrase: Sensitive,
  ) {}

  async get(path: string): Promise<StoredSecret | undefined> {
    const { salt, entries } = await this.file.read()
    const entry = entries.get(path)
    if (entry === undefined) return undefined
    return {
      data: unseal(entry.sealed, placeOf(path, entry.version), await this.#key(salt)),
      version: `${entry.version}`,
    }
  }

  async put(path: string, data: JsonObject, expected: Expected | undefined): Promise<string | undefined> {
    return await this.file.change(async ({ salt, entries }) => {
      const current = entries.get(path)
      if (!holds(expected, current)) return undefined
      const version = (current?.version ?? 0) + 1
      entries.set(path, { version, sealed: seal(data, placeOf(path, version), await this.#key(salt)) })
      return `${version}`
    })
  }

  async delete(path: string): Promise<boolean> {
    const deleted = await this.file.change(async ({ entries }) => (entries.delete(path) ? true : undefined))
    return deleted ?? false
  }

  async list(prefix: string): Promise<string[]> {
    const { entries } = await this.file.read()
    return [...entries.keys()].filter((path) => path.startsWith(prefix))
  }

  /** Never called: the provider does not claim history. */
  async versions(): Promise<string[]> {
    return []
  }

  async probe(): Promise<void> {
    await this.file.read()
  }

  async close(): Promise<void> {}

  /** Deriving a key is slow on purpose, so each is derived once. */
  #key(salt: string): Promise<Buffer> {
    const key = this.#keys.get(salt) ?? derive(this.passphrase.expose(), Buffer.from(salt, 'base64'), 32)
    this.#keys.set(salt, key)
    return key
  }
}

/** What a sealed text belongs to. */
function placeOf(path: string, version: number): string {
  return JSON.stringify([path, version])
}

function holds(expected: Expected | undefined, current: Entry | undefined): boolean {
  if (expected === undefined) return true
  if (expected === 'absent') return current === undefined
  return current !== undefined && expected.version === `${current.version}`
}
