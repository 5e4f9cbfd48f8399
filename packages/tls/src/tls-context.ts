import { createSecureContext, type SecureContext } from 'node:tls'
import { type Environment, isProviderError, ProviderError } from '@dmt-providers/core'
import { checkTlsFiles, stateOfTlsFiles, TlsFileReader, type TlsFiles, type TlsMaterial } from './tls-files.js'
import type { TlsWords } from './tls-words.js'

/** What is used now, for Node's own TLS and for clients that want the texts. */
interface Usable {
  readonly context: SecureContext
  readonly material: TlsMaterial
}

/**
 * The certificates of a store's connections. They are read once for many connections, and again when a file has
 * changed: certificates that a cluster renews under a running service are used by the next connection. While the new
 * files do not fit together the ones before stay in use, with a warning `DMT_TLS_FILES`.
 */
export class TlsContext {
  readonly #reader: TlsFileReader
  #usable: Usable | undefined
  #state = ''

  /** Reads nothing yet. Throws `invalid-options` for a client certificate without its key. */
  constructor(
    private readonly files: TlsFiles,
    private readonly words: TlsWords,
    environment: Environment,
  ) {
    checkTlsFiles(files, words)
    this.#reader = new TlsFileReader(files, words, environment)
  }

  /** The newest that is usable, for `tls.connect`. Throws `invalid-options` while none ever was. */
  async current(): Promise<SecureContext> {
    return (await this.#newest()).context
  }

  /** The same as texts in PEM, for a client that makes its own context. The key is a secret. */
  async material(): Promise<TlsMaterial> {
    return (await this.#newest()).material
  }

  async #newest(): Promise<Usable> {
    const before = this.#usable
    try {
      return await this.#read(before)
    } catch (error) {
      const known = isProviderError(error) ? error : this.#unusable(error)
      if (before === undefined) throw known
      process.emitWarning(`the certificates before stay in use: ${known.message}`, { code: 'DMT_TLS_FILES' })
      return before
    }
  }

  async #read(before: Usable | undefined): Promise<Usable> {
    // Missing files are reported by name when they are read.
    const state = await stateOfTlsFiles(this.files).catch(() => undefined)
    if (before !== undefined && state === this.#state) return before
    const material = await this.#reader.read()
    const usable = { context: createSecureContext({ ...material }), material }
    this.#state = state ?? ''
    this.#usable = usable
    return usable
  }

  /** What OpenSSL alone refuses, such as a key that is too short. */
  #unusable(error: unknown): ProviderError {
    const { provider, files } = this.words
    const reason = error instanceof Error ? error.message : String(error)
    const message = `${files.ca}, ${files.cert}, ${files.key}: ${reason}`
    return new ProviderError('invalid-options', message, { provider, cause: error })
  }
}
