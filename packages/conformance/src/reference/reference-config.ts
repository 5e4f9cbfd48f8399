import {
  Changes,
  type ConfigCapabilities,
  type ConfigDriver,
  type ConfigEntry,
  ConfigStore,
  type Expected,
  type StoreOptions,
} from '@dmt-providers/core'

/** Everything that a reference store keeps, and who wants to know of its changes. */
export class ReferenceNotebook {
  readonly entries = new Map<string, ConfigEntry>()
  readonly watches = new Set<Changes>()
  /** Grows with each change. */
  revision = 0

  /** Writes one value; answers its version. */
  write(key: string, value: string): string {
    const version = String(this.revision + 1)
    this.entries.set(key, { key, value, version })
    this.#changed()
    return version
  }

  /** Removes one value, which no config store does. */
  remove(key: string): void {
    this.entries.delete(key)
    this.#changed()
  }

  #changed(): void {
    this.revision += 1
    for (const watch of this.watches) watch.mark()
  }
}

/** The config contract in its plainest form: text in memory, without I/O. */
export function createReferenceConfig(
  notebook: ReferenceNotebook = new ReferenceNotebook(),
  options?: StoreOptions,
): ConfigStore {
  return new ConfigStore(new ReferenceConfigDriver(notebook), options)
}

/** The driver beneath {@link createReferenceConfig}. */
export class ReferenceConfigDriver implements ConfigDriver {
  readonly provider = 'reference'
  readonly system = 'memory'
  readonly capabilities: ConfigCapabilities = { compareAndSet: true, watch: true }

  constructor(protected readonly notebook: ReferenceNotebook) {}

  classify(): undefined {
    return undefined
  }

  async get(key: string): Promise<ConfigEntry | undefined> {
    return this.notebook.entries.get(key)
  }

  async list(prefix: string): Promise<ConfigEntry[]> {
    return [...this.notebook.entries.values()].filter(({ key }) => key.startsWith(prefix))
  }

  async put(key: string, value: string, expected: Expected | undefined): Promise<string | undefined> {
    return holds(expected, this.notebook.entries.get(key)) ? this.notebook.write(key, value) : undefined
  }

  async *watch(prefix: string, signal: AbortSignal): AsyncGenerator<ConfigEntry[]> {
    const changes = new Changes()
    this.notebook.watches.add(changes)
    try {
      do yield await this.list(prefix)
      while (await changes.next(signal))
    } finally {
      this.notebook.watches.delete(changes)
    }
  }

  async probe(): Promise<void> {}

  async close(): Promise<void> {}
}

function holds(expected: Expected | undefined, current: ConfigEntry | undefined): boolean {
  if (expected === undefined) return true
  return expected === 'absent' ? current === undefined : current?.version === expected.version
}
