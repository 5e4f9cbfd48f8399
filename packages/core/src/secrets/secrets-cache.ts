import { metrics } from '@opentelemetry/api'
import type { JsonObject, JsonValue } from '../json.js'
import { isProviderError } from '../provider-error.js'
import type { CacheLimits } from './secrets-cache-options.js'
import type { StoredSecret } from './secrets-driver.js'

/** A secret in memory. */
interface Kept {
  readonly stored: StoredSecret
  readonly bytes: number
  /** On the clock of `performance`. */
  readonly freshUntil: number
}

/** How a read ended, for metrics. */
const outcomes = {
  hit: { 'dmt.secrets.cache.outcome': 'hit' },
  miss: { 'dmt.secrets.cache.outcome': 'miss' },
  stale: { 'dmt.secrets.cache.outcome': 'stale' },
}

/** Asks the store. */
type Read = () => Promise<StoredSecret | undefined>

/**
 * Secrets that were read a short time ago, and the reads under way. One read serves all who ask for a path meanwhile;
 * that a path is absent is told only to who asked before that read began, since another process may have written it.
 */
export class SecretsCache {
  /** In the order of their last use. */
  readonly #kept = new Map<string, Kept>()
  readonly #underWay = new Map<string, Promise<StoredSecret | undefined>>()
  readonly #reads = metrics.getMeter('@dmt-providers/core').createCounter('dmt.secrets.cache.reads', {
    unit: '{read}',
    description: 'Reads of secrets by what answered them: memory, the store, or memory as the store was unreachable',
  })
  #bytes = 0

  /** Without limits nothing is kept; reads under way are still shared. */
  constructor(private readonly limits: CacheLimits | undefined) {}

  /** What is kept of a path and still fresh, as an object of the caller's own. */
  fresh(path: string): StoredSecret | undefined {
    const kept = this.#kept.get(path)
    if (kept === undefined || performance.now() >= kept.freshUntil) return undefined
    this.#kept.delete(path)
    this.#kept.set(path, kept)
    this.#reads.add(1, outcomes.hit)
    return copy(kept.stored)
  }

  /** Joins the read of a path that is under way, or begins one. */
  async get(path: string, read: Read): Promise<StoredSecret | undefined> {
    const joined = this.#underWay.get(path)
    const found = await (joined ?? this.#begin(path, read))
    if (found !== undefined || joined === undefined) return copy(found)
    return copy(await (this.#underWay.get(path) ?? this.#begin(path, read)))
  }

  /** Forgets a path, before and after a write: what a read under way answers is then told to nobody else. */
  forget(path: string): void {
    this.#underWay.delete(path)
    const kept = this.#kept.get(path)
    if (kept === undefined) return
    this.#kept.delete(path)
    this.#bytes -= kept.bytes
  }

  /** Forgets everything. */
  clear(): void {
    this.#underWay.clear()
    this.#kept.clear()
    this.#bytes = 0
  }

  #begin(path: string, read: Read): Promise<StoredSecret | undefined> {
    this.#reads.add(1, outcomes.miss)
    const reading: Promise<StoredSecret | undefined> = read().then(
      (stored) => {
        if (this.#ended(path, reading)) this.#keep(path, stored)
        return stored
      },
      (error: unknown) => {
        if (this.#ended(path, reading)) return this.#stale(path, error)
        throw error
      },
    )
    this.#underWay.set(path, reading)
    return reading
  }

  /** False when the path was written meanwhile. */
  #ended(path: string, reading: Promise<unknown>): boolean {
    if (this.#underWay.get(path) !== reading) return false
    return this.#underWay.delete(path)
  }

  #keep(path: string, stored: StoredSecret | undefined): void {
    this.forget(path)
    if (stored === undefined || this.limits === undefined) return
    const bytes = 2 * (path.length + JSON.stringify(stored.data).length)
    this.#kept.set(path, { stored: copy(stored), bytes, freshUntil: performance.now() + this.limits.ttlMs })
    this.#bytes += bytes
    for (const oldest of this.#kept.keys()) {
      if (this.#bytes <= this.limits.maxBytes) break
      this.forget(oldest)
    }
  }

  #stale(path: string, error: unknown): StoredSecret {
    const kept = this.#kept.get(path)
    const bound = (kept?.freshUntil ?? 0) + (this.limits?.staleMs ?? 0)
    if (kept === undefined || !isUnreachable(error) || performance.now() >= bound) {
      this.forget(path)
      throw error
    }
    this.#reads.add(1, outcomes.stale)
    return kept.stored
  }
}

/** A store that refuses has decided; one that cannot be reached has not. */
function isUnreachable(error: unknown): boolean {
  return isProviderError(error) && (error.code === 'unavailable' || error.code === 'timeout')
}

function copy<T extends StoredSecret | undefined>(stored: T): T {
  return (stored === undefined ? undefined : { ...stored, data: copyValue(stored.data) }) as T
}

/** Callers change what they read. A tenth of what `structuredClone` costs, as JSON has but objects and lists. */
function copyValue<T extends JsonValue>(value: T): T {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(copyValue) as T
  const result: JsonObject = {}
  for (const key in value) {
    const item = copyValue((value as JsonObject)[key] as JsonValue)
    if (key === '__proto__') Object.defineProperty(result, key, { value: item, enumerable: true, writable: true })
    else result[key] = item
  }
  return result as T
}
