import {
  type Expected,
  type JsonObject,
  ProviderError,
  type SecretsCapabilities,
  type SecretsDriver,
  SecretsStore,
  type StoredSecret,
  type StoreOptions,
} from '@dmt-providers/core'

/** Everything that a reference store keeps: by path, the JSON of each version, oldest first. */
export class ReferenceVault {
  readonly versions = new Map<string, string[]>()

  /** Makes the newest version at a path untrustworthy, as a damaged disk would. */
  corrupt(path: string): void {
    const versions = this.versions.get(path) ?? []
    this.versions.set(path, versions.with(-1, 'damaged'))
  }
}

/** The secrets contract in its plainest form: JSON in memory, every version kept, without I/O. */
export function createReferenceSecrets(
  vault: ReferenceVault = new ReferenceVault(),
  options?: StoreOptions,
): SecretsStore {
  return new SecretsStore(new ReferenceSecretsDriver(vault), options)
}

/** The driver beneath {@link createReferenceSecrets}. */
export class ReferenceSecretsDriver implements SecretsDriver {
  readonly provider = 'reference'
  readonly system = 'memory'
  readonly capabilities: SecretsCapabilities = { compareAndSet: true, history: true }

  constructor(protected readonly vault: ReferenceVault) {}

  classify(): undefined {
    return undefined
  }

  async get(path: string, version: string | undefined): Promise<StoredSecret | undefined> {
    const versions = this.vault.versions.get(path) ?? []
    const wanted = version ?? String(versions.length)
    const index = versions.findIndex((_, at) => String(at + 1) === wanted)
    return index === -1 ? undefined : { data: parse(versions[index] ?? ''), version: wanted }
  }

  async put(path: string, data: JsonObject, expected: Expected | undefined): Promise<string | undefined> {
    const versions = this.vault.versions.get(path) ?? []
    if (!holds(expected, versions.length)) return undefined
    this.vault.versions.set(path, [...versions, JSON.stringify(data)])
    return String(versions.length + 1)
  }

  async delete(path: string): Promise<boolean> {
    return this.vault.versions.delete(path)
  }

  async list(prefix: string): Promise<string[]> {
    return [...this.vault.versions.keys()].filter((path) => path.startsWith(prefix))
  }

  async versions(path: string): Promise<string[]> {
    const versions = this.vault.versions.get(path) ?? []
    return versions.map((_, at) => String(versions.length - at))
  }

  async probe(): Promise<void> {}

  async close(): Promise<void> {}
}

function holds(expected: Expected | undefined, newest: number): boolean {
  if (expected === undefined) return true
  return expected === 'absent' ? newest === 0 : newest > 0 && expected.version === String(newest)
}

function parse(text: string): JsonObject {
  try {
    return JSON.parse(text)
  } catch {
    throw new ProviderError('internal', 'what is stored at this path is no JSON; restore it from a backup')
  }
}
