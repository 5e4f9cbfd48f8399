import { isProviderError, ProviderError } from '@dmt-providers/core'
import type { CentralDocument } from './central-config.js'
import { durationText } from './duration-text.js'
import { type KnownGood, LastKnownGood } from './last-known-good.js'
import type { LaunchEvent } from './launch.js'
import { messageOf } from './message-of.js'
import type { Service } from './services/service-schema.js'

/** Milliseconds after which a copy that the store confirms is written again with its new age. */
const renewal = 300_000

/** Options of {@link KnownGoodCopy}. */
export interface KnownGoodOptions {
  readonly service: Service
  /** Where the copy is. */
  readonly file: string
  /** Milliseconds that may have passed since the store last said that the document is current. */
  readonly maxAgeMs: number
  report(event: LaunchEvent): void
}

/**
 * The last central document with which a service ran well, in a file beside it, for a start while the store is away. It
 * holds references in the place of secrets.
 */
export class KnownGoodCopy {
  readonly #copy: LastKnownGood
  readonly #options: KnownGoodOptions
  #taken: CentralDocument | undefined
  #kept: { readonly found: CentralDocument; readonly at: number } | undefined

  constructor(options: KnownGoodOptions) {
    this.#options = options
    this.#copy = new LastKnownGood(options.file, options.service)
  }

  /** The document that a service is started with now. */
  take(found: CentralDocument): void {
    this.#taken = found
  }

  /** The service runs well with this version: it is kept if it was taken last. That it cannot be is a warning. */
  async prove(version: string): Promise<void> {
    if (this.#taken?.version === version) await this.#keep(this.#taken)
  }

  /** The store says that this version is current. */
  async confirm(version: string): Promise<void> {
    if (this.#kept?.found.version !== version || performance.now() - this.#kept.at < renewal) return
    await this.#keep(this.#kept.found)
  }

  /** What to use in the place of what failed. Throws what failed when there is nothing, or only what is too old. */
  async instead(failed: unknown): Promise<KnownGood> {
    if (!helpsAgainst(failed)) throw failed
    const kept = await this.#copy.read()
    if (kept === undefined) throw failed
    const age = durationText(kept.ageMs)
    const { maxAgeMs, report } = this.#options
    if (kept.ageMs > maxAgeMs) {
      const limit = `the copy is ${age} old and may be ${durationText(maxAgeMs)} old`
      throw new ProviderError(failed.code, `${failed.message}; ${limit}`, { cause: failed })
    }
    const message = `started with the last known good configuration, ${age} old, because: ${failed.message}`
    report({ kind: 'fallback', message })
    return kept
  }

  async #keep(found: CentralDocument): Promise<void> {
    try {
      await this.#copy.keep(found.document, found.version)
      this.#kept = { found, at: performance.now() }
    } catch (error) {
      this.#options.report({ kind: 'warning', message: messageOf(error) })
    }
  }
}

/** A store that denies, or that was never seeded, has been reached: no copy stands for what it says. */
function helpsAgainst(error: unknown): error is ProviderError {
  return isProviderError(error) && ['unavailable', 'timeout', 'invalid-argument'].includes(error.code)
}
