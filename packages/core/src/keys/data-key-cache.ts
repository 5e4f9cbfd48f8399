/** What bounds a cache of data keys. */
export interface DataKeyCacheBounds {
  /** Data keys at most; 0 for none. */
  readonly cacheEntries: number
  /** Milliseconds for which one is kept, and for which a key that was disabled still opens it. */
  readonly cacheAgeMs: number
  /** Times that one is used. */
  readonly cacheUses: number
}

/** A data key in memory. */
interface Kept {
  readonly bytes: Uint8Array
  /** On the clock of `performance`. */
  readonly until: number
  uses: number
}

/**
 * Data keys that a service wrapped or unwrapped a short time ago, so that a secret read again costs no call of it; the
 * one not used for the longest time goes first. What is forgotten is overwritten.
 */
export class DataKeyCache {
  /** In the order of their last use. */
  readonly #kept = new Map<string, Kept>()

  constructor(private readonly bounds: DataKeyCacheBounds) {}

  /** A copy of a data key; `undefined` when it has to be asked for. */
  get(name: string): Uint8Array | undefined {
    const kept = this.#kept.get(name)
    if (kept === undefined) return undefined
    if (performance.now() >= kept.until || kept.uses >= this.bounds.cacheUses) {
      this.#forget(name, kept)
      return undefined
    }
    kept.uses++
    this.#kept.delete(name)
    this.#kept.set(name, kept)
    return Uint8Array.from(kept.bytes)
  }

  /** Keeps a copy. */
  set(name: string, bytes: Uint8Array): void {
    const { cacheEntries, cacheAgeMs } = this.bounds
    const before = this.#kept.get(name)
    if (before !== undefined) this.#forget(name, before)
    this.#kept.set(name, { bytes: Uint8Array.from(bytes), until: performance.now() + cacheAgeMs, uses: 0 })
    for (const [oldest, kept] of this.#kept) {
      if (this.#kept.size <= cacheEntries) break
      this.#forget(oldest, kept)
    }
  }

  /** Forgets everything. */
  clear(): void {
    for (const [name, kept] of this.#kept) this.#forget(name, kept)
  }

  #forget(name: string, { bytes }: Kept): void {
    bytes.fill(0)
    this.#kept.delete(name)
  }
}
