import { stat } from 'node:fs/promises'
import { readPasswordFile } from '@dmt-providers/credentials'
import type { Exchange } from '../http/exchange.js'
import { GivenTokens } from './given-tokens.js'

/** Milliseconds between two looks at the file. */
const interval = 1_000

/** The token in a file, such as Vault's agent keeps one; another one that is put there is used from the next second on. */
export class TokenFile extends GivenTokens {
  #state = ''
  #lookedAt = Number.NEGATIVE_INFINITY

  constructor(
    private readonly file: string,
    exchange: Exchange,
  ) {
    super(async () => {
      // Before the content, so that a change between the two is seen with the next look.
      this.#state = (await this.#look()) ?? ''
      return (await readPasswordFile(file, 'tokenFile', 'vault')).trim()
    }, exchange)
  }

  async changed(now: boolean): Promise<boolean> {
    if (!now && performance.now() - this.#lookedAt < interval) return false
    this.#lookedAt = performance.now()
    const state = await this.#look()
    // A file that is away for a moment is being replaced.
    return state !== undefined && state !== this.#state
  }

  async #look(): Promise<string | undefined> {
    const found = await stat(this.file).catch(() => undefined)
    return found && `${found.mtimeMs} ${found.size} ${found.ino}`
  }
}
