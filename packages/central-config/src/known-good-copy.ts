import { isProviderError, ProviderError } from '@dmt-providers/core'
import type { CentralDocument } from './central-config.js'
import { durationText } from './duration-text.js'
import type { KnownGood } from './last-known-good.js'
import { LastKnownGood } from './last-known-good.js'
import type { LaunchOptions } from './launch.js'

/** The copy as `launches` uses it: kept as often as the store confirms it, and never in the way of a service. */
export class KnownGoodCopy {
  readonly #copy: LastKnownGood | undefined
  readonly #maxAgeMs: number

  constructor(private readonly options: Pick<LaunchOptions, 'lastKnownGood' | 'service' | 'report'>) {
    const { lastKnownGood, service } = options
    this.#copy = lastKnownGood && new LastKnownGood(lastKnownGood.file, service)
    this.#maxAgeMs = lastKnownGood?.maxAgeMs ?? 0
  }

  /** Keeps a document that was taken. That it cannot is a warning. */
  async keep({ document, version }: CentralDocument): Promise<void> {
    try {
      await this.#copy?.keep(document, version)
    } catch (error) {
      this.options.report({ kind: 'warning', message: error instanceof Error ? error.message : String(error) })
    }
  }

  /** What to use in the place of what failed. Throws what failed when there is nothing, or only what is too old. */
  async instead(failed: unknown): Promise<KnownGood> {
    if (!helpsAgainst(failed)) throw failed
    const kept = await this.#copy?.read()
    if (kept === undefined) throw failed
    const age = durationText(kept.ageMs)
    if (kept.ageMs > this.#maxAgeMs) {
      const limit = `the copy is ${age} old and may be ${durationText(this.#maxAgeMs)} old`
      throw new ProviderError(failed.code, `${failed.message}; ${limit}`, { cause: failed })
    }
    const message = `started with the last known good configuration, ${age} old, because: ${failed.message}`
    this.options.report({ kind: 'fallback', message })
    return kept
  }
}

/** A store that denies, or that was never seeded, has been reached: no copy stands for what it says. */
function helpsAgainst(error: unknown): error is ProviderError {
  return isProviderError(error) && ['unavailable', 'timeout', 'invalid-argument'].includes(error.code)
}
