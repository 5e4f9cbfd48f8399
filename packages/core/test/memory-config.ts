import { Changes, type ConfigDriver, type ConfigEntry } from '../src/index.js'

/** A config driver in memory: what it claims can be chosen, what it fails with, and when its watches hear. */
export class MemoryConfig implements ConfigDriver {
  readonly provider = 'memory'
  readonly system = 'memory'
  readonly classify = () => undefined
  readonly #entries = new Map<string, ConfigEntry>()
  readonly #watches = new Set<Changes>()
  #gate: Promise<void> | undefined
  failure: Error | undefined
  /** Watches that are there now, and those that were ever begun. */
  watching = 0
  begun = 0
  /** True: its watches do not hear of signals. */
  deaf = false

  constructor(readonly capabilities = { compareAndSet: true, watch: true }) {}

  async get(key: string): Promise<ConfigEntry | undefined> {
    if (this.failure !== undefined) throw this.failure
    return this.#entries.get(key)
  }

  async list(prefix: string): Promise<ConfigEntry[]> {
    return [...this.#entries.values()].filter(({ key }) => key.startsWith(prefix)).reverse()
  }

  async put(key: string, value: string, expected: { version: string } | 'absent' | undefined) {
    const current = this.#entries.get(key)?.version
    if (expected !== undefined && current !== (expected === 'absent' ? undefined : expected.version)) return undefined
    const version = String(Number(current ?? 0) + 1)
    this.#entries.set(key, { key, value, version })
    this.#changed()
    return version
  }

  async *watch(prefix: string, signal: AbortSignal): AsyncGenerator<ConfigEntry[]> {
    const changes = new Changes()
    this.#watches.add(changes)
    this.watching++
    this.begun++
    try {
      do {
        if (this.failure !== undefined) throw this.failure
        const found = await this.list(prefix)
        await this.#gate
        yield found
      } while (await changes.next(this.deaf ? new AbortController().signal : signal))
    } finally {
      this.watching--
      this.#watches.delete(changes)
    }
  }

  /** Fails the watches that wait, and later reads. */
  fail(error: Error): void {
    this.failure = error
    this.#changed()
  }

  /** Works again. */
  recover(): void {
    this.failure = undefined
  }

  /** What watches read from now on is on its way until the function is called that this answers. */
  delay(): () => void {
    const { promise, resolve } = pending()
    this.#gate = promise
    return () => {
      this.#gate = undefined
      resolve()
    }
  }

  #changed(): void {
    for (const watch of this.#watches) watch.mark()
  }

  async probe(): Promise<void> {}
  async close(): Promise<void> {}
}

function pending(): { promise: Promise<void>; resolve: () => void } {
  let resolve = () => {}
  const promise = new Promise<void>((done) => {
    resolve = done
  })
  return { promise, resolve }
}
