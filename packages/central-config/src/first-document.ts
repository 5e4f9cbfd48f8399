import { setTimeout as pause } from 'node:timers/promises'
import type { CentralConfig, CentralDocument } from './central-config.js'
import type { Launch, LaunchOptions } from './launch.js'
import { mayPass } from './may-pass.js'
import type { Preparation } from './preparation.js'
import { seedable } from './seedable.js'

/** Milliseconds between two attempts at a store that is away. */
const betweenAttempts = 1_000

/** Finds what a service is started with at first. */
export class FirstDocument {
  constructor(
    private readonly central: CentralConfig,
    private readonly preparation: Preparation,
    private readonly options: Pick<LaunchOptions, 'seed' | 'lastKnownGood' | 'waitMs' | 'report' | 'signal'>,
  ) {}

  /** The first launch; `undefined` when the signal fired before there is one. Throws what waiting does not help. */
  async find(): Promise<Launch | undefined> {
    try {
      return await this.#fromStore()
    } catch (error) {
      if (this.options.signal.aborted) return undefined
      const { lastKnownGood } = this.options
      if (lastKnownGood === undefined) throw error
      const { ageMs, ...kept } = await lastKnownGood.instead(error)
      return await this.preparation.launch(kept, { source: 'last-known-good', ageMs })
    }
  }

  async #fromStore(): Promise<Launch | undefined> {
    const { signal, waitMs, report } = this.options
    const patient = performance.now() + waitMs
    for (let attempt = 1; ; attempt += 1) {
      try {
        const found = (await this.central.read({ signal })) ?? (await this.#seeded())
        const launch = await this.preparation.launch(found, { source: 'store' })
        if (attempt > 1) report({ kind: 'back', message: 'the store answers' })
        this.options.lastKnownGood?.take(found)
        return launch
      } catch (error) {
        if (!mayPass(error) || performance.now() + betweenAttempts > patient) throw error
        if (attempt === 1) report({ kind: 'away', message: `waiting for the store: ${error.message}` })
        await pause(betweenAttempts, undefined, { signal })
      }
    }
  }

  async #seeded(): Promise<CentralDocument> {
    const { seed, report } = this.options
    if (seed === undefined) throw this.central.absent()
    const { document, leftOut } = seedable(this.central.schema, seed)
    for (const { message } of leftOut) report({ kind: 'warning', message: `not seeded: ${message}` })
    const { written, ...found } = await this.central.seed(document)
    const message = written ? 'wrote the first configuration' : 'another instance wrote the first configuration'
    report({ kind: 'seeded', message })
    return found
  }
}
