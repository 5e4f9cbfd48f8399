import { ProviderError } from '@dmt-providers/core'
import { readPasswordFile } from '@dmt-providers/credentials'
import type { ConsulSettings } from './options.js'

/** The token of now: the one that was given, or what the file held when it was last read. */
export class TokenSource {
  #read: Promise<string> | undefined

  constructor(private readonly settings: Pick<ConsulSettings, 'token' | 'tokenFile'>) {}

  /** Throws `invalid-options` when the file cannot be read; it is tried again with the next call. */
  async current(): Promise<string | undefined> {
    const { token, tokenFile } = this.settings
    if (tokenFile === undefined) return token
    this.#read ??= readPasswordFile(tokenFile, 'tokenFile', 'consul').then(checked)
    this.#read.catch(() => {
      this.#read = undefined
    })
    return await this.#read
  }

  /** What to try after a refusal of `refused`. */
  async after(refused: string | undefined): Promise<string | undefined> {
    // Another call may have read the file meanwhile.
    if ((await this.current()) === refused) this.#read = undefined
    return await this.current()
  }
}

function checked(text: string): string {
  const token = text.trim()
  if (/^[\x21-\x7e]+$/.test(token)) return token
  throw new ProviderError(
    'invalid-options',
    'tokenFile: the file holds more than one word, or a letter that no token has',
    {
      provider: 'consul',
    },
  )
}
