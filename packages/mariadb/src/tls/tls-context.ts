import { createSecureContext, type SecureContext } from 'node:tls'
import { type Environment, isProviderError, ProviderError } from '@dmt-providers/core'
import { readTlsFiles, stateOfTlsFiles, type TlsFileSettings } from './tls-files.js'

/**
 * The certificates of a store's connections. They are read once for many connections, and again when a file has
 * changed: certificates that a cluster renews under a running service are used by the next connection. While the new
 * files do not fit together the ones before stay in use, with a warning.
 */
export class TlsContext {
  #context: SecureContext | undefined
  #state = ''

  constructor(
    private readonly settings: TlsFileSettings,
    private readonly environment: Environment,
  ) {}

  /** The newest that is usable. Throws `invalid-options` while none ever was. */
  async current(): Promise<SecureContext> {
    const before = this.#context
    try {
      return await this.#read(before)
    } catch (error) {
      const known = isProviderError(error) ? error : unusable(error)
      if (before === undefined) throw known
      process.emitWarning(`the certificates before stay in use: ${known.message}`, { code: 'DMT_TLS_FILES' })
      return before
    }
  }

  async #read(before: SecureContext | undefined): Promise<SecureContext> {
    // Missing files are reported by name when they are read.
    const state = await stateOfTlsFiles(this.settings).catch(() => undefined)
    if (before !== undefined && state === this.#state) return before
    const context = createSecureContext(await readTlsFiles(this.settings, this.environment))
    this.#state = state ?? ''
    this.#context = context
    return context
  }
}

/** What OpenSSL alone refuses, such as a key that is too short. */
function unusable(error: unknown): ProviderError {
  const reason = error instanceof Error ? error.message : String(error)
  return new ProviderError('invalid-options', `sslrootcert, sslcert, sslkey: ${reason}`, { cause: error })
}
