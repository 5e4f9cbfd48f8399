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
  #waiting: { resolve(entries: ConfigEntry[] | undefined): void; reject(error: ProviderError): void } | undefined

  constructor(private readonly source: WatchSource) {}

  /** The newest entries, as soon as there are newer ones than it had; `undefined` once it has left. Throws its failure. */
  next(): Promise<ConfigEntry[] | undefined> {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject }
      this.wake()
      if (this.#waiting !== undefined && this.#admitted) this.source.want()
    })
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

  /** Answers what is waited for, if there is an answer now. */
  wake(): void {
    const { known } = this.source
    const waiting = this.#waiting
    if (this.#left) waiting?.resolve(undefined)
    else if (waiting === undefined) return
    else if (this.#admitted && this.#had !== known.edition) {
      this.#had = known.edition
      waiting.resolve(known.snapshot())
    } else if (this.#failure !== undefined) waiting.reject(this.#failure)
    else return
    this.#waiting = undefined
  }

  /** Ends it; leaving again does nothing. */
  readonly leave = (): void => {
    if (this.#left) return
    this.#left = true
    this.source.leave(this)
    this.wake()
  }
}
