import type { ProviderError } from '../provider-error.js'
import type { ConfigEntry } from './config-entry.js'
import type { KnownEntries } from './known-entries.js'

/** What a reader reads from. */
export interface WatchSource {
  readonly known: KnownEntries
  /** Somebody waits for what is newer. */
  want(): void
  leave(reader: WatchReader): void
}

/** One reader of a watch: it has its own pace and its own end, and an edition that it had last. */
export class WatchReader {
  #had: number | undefined
  #admitted = false
  #left = false
  #failure: ProviderError | undefined
  #wake = () => {}

  constructor(private readonly source: WatchSource) {}

  /** The newest entries, as soon as there are newer ones than it had; `undefined` once it has left. Throws its failure. */
  async next(): Promise<ConfigEntry[] | undefined> {
    while (!this.#left) {
      if (this.#admitted && this.#had !== this.source.known.edition) {
        this.#had = this.source.known.edition
        return this.source.known.snapshot()
      }
      if (this.#failure !== undefined) throw this.#failure
      const woken = new Promise<void>((resolve) => {
        this.#wake = resolve
      })
      if (this.#admitted) this.source.want()
      await woken
    }
    return undefined
  }

  /** What is known from now on is as new as it must be for this reader. */
  admit(): void {
    this.#admitted = true
    this.wake()
  }

  /** It gets this error after what it has not read yet, and nothing more. */
  fail(error: ProviderError): void {
    this.#failure = error
    this.source.leave(this)
    this.wake()
  }

  wake(): void {
    this.#wake()
  }

  /** Ends it; leaving again does nothing. */
  readonly leave = (): void => {
    if (this.#left) return
    this.#left = true
    this.source.leave(this)
    this.wake()
  }
}
