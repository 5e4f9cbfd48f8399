import { setTimeout as pause } from 'node:timers/promises'
import { Changes, isProviderError } from '@dmt-providers/core'
import type { CentralConfig, CentralText } from './central-config.js'
import type { Launch, LaunchOptions } from './launch.js'
import { mayPass } from './may-pass.js'
import { messageOf } from './message-of.js'
import type { Preparation } from './preparation.js'

/** Milliseconds between two looks at whether the store answers, and whether a refused secret is there now. */
const defaultConfirmMs = 30_000

/** What the followed document needs. */
type Options = Pick<LaunchOptions, 'lastKnownGood' | 'report' | 'signal' | 'confirmMs'>

/** Follows the central document of a service that runs: nothing that happens to the store stops it. */
export class Following {
  readonly #changes = new Changes()
  readonly #ended = new AbortController()
  readonly #confirmMs: number
  /** What the store said last; `undefined` for no document. */
  #heard: CentralText | undefined
  /** Version that was taken or refused, and what was said of it. */
  #done: string | undefined
  #said: string | undefined
  #isAway = false
  #retry: NodeJS.Timeout | undefined

  constructor(
    private readonly central: CentralConfig,
    private readonly preparation: Preparation,
    private readonly options: Options,
  ) {
    this.#confirmMs = options.confirmMs ?? defaultConfirmMs
  }

  /** Each launch that differs from the one before, until the signal fires. Never throws. */
  async *launches(): AsyncGenerator<Launch, void, undefined> {
    const end = () => this.#ended.abort()
    this.options.signal.addEventListener('abort', end)
    if (this.options.signal.aborted) end()
    const confirming = setInterval(() => void this.#confirm(), this.#confirmMs).unref()
    const watching = this.#watch()
    try {
      while (await this.#changes.next(this.#ended.signal)) {
        const launch = await this.#take()
        if (launch !== undefined) yield launch
      }
    } finally {
      this.options.signal.removeEventListener('abort', end)
      end()
      clearInterval(confirming)
      clearTimeout(this.#retry)
      await watching
    }
  }

  async #watch(): Promise<void> {
    const { signal } = this.#ended
    while (!signal.aborted) {
      try {
        for await (const heard of this.central.watch(signal)) this.#hear(heard)
      } catch (error) {
        this.#lost(error)
      }
      await pause(this.#confirmMs, undefined, { signal }).catch(() => undefined)
    }
  }

  /** A watch waits in silence while its store is away, so the store is asked now and then. */
  async #confirm(): Promise<void> {
    try {
      const heard = await this.central.readText({ signal: this.#ended.signal })
      this.#hear(heard)
      if (heard !== undefined) await this.options.lastKnownGood?.confirm(heard.version)
    } catch (error) {
      if (!this.#ended.signal.aborted) this.#lost(error)
    }
  }

  #hear(heard: CentralText | undefined): void {
    if (this.#isAway) this.options.report({ kind: 'back', message: 'the store answers' })
    this.#isAway = false
    this.#heard = heard
    this.#changes.mark()
  }

  #lost(error: unknown): void {
    // Nobody can ask a store that was closed any more.
    if (isProviderError(error) && error.code === 'closed') this.#ended.abort()
    else if (!this.#isAway)
      this.options.report({ kind: 'away', message: `the configuration before is kept: ${messageOf(error)}` })
    this.#isAway = true
  }

  async #take(): Promise<Launch | undefined> {
    const heard = this.#heard
    if (heard === undefined) {
      this.#refuse('the store has no configuration any more')
      return undefined
    }
    const { text, version } = heard
    if (version === this.#done) return undefined
    try {
      const found = { document: this.central.parse(text), version }
      const launch = await this.preparation.launch(found, { source: 'store' })
      this.#done = version
      this.#said = undefined
      this.options.lastKnownGood?.take(found)
      return launch
    } catch (error) {
      this.#refuse(`version ${version}: ${messageOf(error)}`)
      this.#comeBack(error, version)
      return undefined
    }
  }

  /** A document with errors waits for the next one; a secret may be there, or its store answer, without a change of it. */
  #comeBack(error: unknown, version: string): void {
    clearTimeout(this.#retry)
    if (isProviderError(error) && error.code === 'invalid-argument') this.#done = version
    else this.#retry = setTimeout(() => this.#changes.mark(), mayPass(error) ? this.#confirmMs / 6 : this.#confirmMs)
  }

  #refuse(problem: string): void {
    if (problem !== this.#said)
      this.options.report({ kind: 'refused', message: `the configuration before is kept: ${problem}` })
    this.#said = problem
  }
}
