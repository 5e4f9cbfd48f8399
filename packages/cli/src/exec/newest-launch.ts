import type { Launch } from '@dmt-providers/central-config'
import { Changes } from '@dmt-providers/core'

/**
 * The newest configuration of those that arrive, and whether it is news for a process that runs with another one. Those
 * that it overtook are forgotten.
 */
export class NewestLaunch {
  readonly #changes = new Changes()
  #newest: Launch | undefined
  #refused: Launch | undefined

  /** `isSame` is true when a process would be started with the same. */
  constructor(private readonly isSame: (one: Launch, other: Launch) => boolean) {}

  get launch(): Launch | undefined {
    return this.#newest
  }

  /** Waits for the first one and answers it; `undefined` when there is none. Throws what the source throws. */
  async first(launches: AsyncIterator<Launch, void>): Promise<Launch | undefined> {
    const { value } = await launches.next()
    this.#newest = value ?? undefined
    return this.#newest
  }

  /** Takes all that follow. Throws what the source throws. */
  async follow(launches: AsyncIterator<Launch, void>): Promise<void> {
    for (let next = await launches.next(); next.done !== true; next = await launches.next()) {
      this.#newest = next.value
      this.#changes.mark()
    }
  }

  /** Resolves to true when something is to be looked at since the last look, and to false once the signal has fired. */
  async changed(signal: AbortSignal): Promise<boolean> {
    return await this.#changes.next(signal)
  }

  /** It has to be looked at again. */
  lookAgain(): void {
    this.#changes.mark()
  }

  /** A configuration that no process could run with is no news until another one arrived. */
  refuse(launch: Launch): void {
    this.#refused = launch
  }

  /** `same` for another version that comes to the same, `news` for what a process that runs with `running` lacks. */
  against(running: Launch): 'known' | 'same' | 'news' {
    const newest = this.#newest
    if (newest === undefined || newest === running) return 'known'
    if (this.#refused !== undefined && this.isSame(newest, this.#refused)) return 'known'
    this.#refused = undefined
    return this.isSame(newest, running) ? 'same' : 'news'
  }
}
