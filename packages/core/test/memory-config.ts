import type { ConfigDriver, ConfigEntry } from '../src/index.js'

/** A config driver in memory: what it claims can be chosen, and what it fails with. */
export class MemoryConfig implements ConfigDriver {
  readonly provider = 'memory'
  readonly system = 'memory'
  readonly classify = () => undefined
  readonly #entries = new Map<string, ConfigEntry>()
  #revision = 0
  #wake: () => void = () => {}
  failure: Error | undefined
  watching = 0
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
    this.watching++
    try {
      while (!signal.aborted) {
        if (this.failure !== undefined) throw this.failure
        const seen = this.#revision
        yield await this.list(prefix)
        if (seen === this.#revision) await this.#change(signal)
      }
    } finally {
      this.watching--
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

  #changed(): void {
    this.#revision++
    this.#wake()
  }

  async #change(signal: AbortSignal): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#wake = resolve
      if (!this.deaf) signal.addEventListener('abort', () => resolve(), { once: true })
    })
  }

  async probe(): Promise<void> {}
  async close(): Promise<void> {}
}
