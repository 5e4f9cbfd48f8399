import type { Expected, JsonObject, SecretsDriver, StoredSecret } from '../src/index.js'

/** A secrets driver in memory: what it claims can be chosen. */
export class MemorySecrets implements SecretsDriver {
  readonly provider = 'memory'
  readonly system = 'memory'
  readonly classify = () => undefined
  readonly #versions = new Map<string, JsonObject[]>()

  constructor(readonly capabilities = { compareAndSet: true, history: true }) {}

  async get(path: string, version: string | undefined): Promise<StoredSecret | undefined> {
    const versions = this.#versions.get(path) ?? []
    const number = version === undefined ? versions.length : Number(version)
    const data = versions[number - 1]
    return data === undefined ? undefined : { data, version: String(number) }
  }

  async put(path: string, data: JsonObject, expected: Expected | undefined): Promise<string | undefined> {
    const versions = this.#versions.get(path) ?? []
    const current = versions.length === 0 ? undefined : String(versions.length)
    if (expected !== undefined && current !== (expected === 'absent' ? undefined : expected.version)) return undefined
    this.#versions.set(path, [...versions, data])
    return String(versions.length + 1)
  }

  async delete(path: string): Promise<boolean> {
    return this.#versions.delete(path)
  }

  async list(prefix: string): Promise<string[]> {
    return [...this.#versions.keys()].filter((path) => path.startsWith(prefix)).reverse()
  }

  async versions(path: string): Promise<string[]> {
    return (this.#versions.get(path) ?? []).map((_, index) => String(index + 1)).reverse()
  }

  async probe(): Promise<void> {}
  async close(): Promise<void> {}
}
