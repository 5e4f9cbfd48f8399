import { type Environment, type KeyWrapper, ProviderError, type WrapContext } from '@dmt-providers/core'
import { openKey } from './key-services.js'

/** What the id of a key may be, as it is stored with each record. */
const keyIds = /^[\x21-\x7e]{1,200}$/

/** A key that a service holds, named by text; the service's package is imported when the key is first used. */
export class RemoteKeyWrapper implements KeyWrapper {
  /** The source without its query, which tells how to reach the service and not which key it is. */
  readonly keyId: string
  #opened: Promise<KeyWrapper> | undefined

  /** Throws `invalid-options` for a source that can be no name of a key. */
  constructor(
    private readonly source: string,
    private readonly parameter: string,
    private readonly environment: Environment,
  ) {
    this.keyId = source.split('?')[0] ?? source
    if (keyIds.test(this.keyId)) return
    const shape = `a name of ${this.keyId.length} characters`
    throw new ProviderError('invalid-options', `${parameter}: is ${shape}; give up to 200 printable ones of ASCII`)
  }

  /** Imports the package. Throws `invalid-options` when it is not installed, or finds the key's name wrong. */
  async load(): Promise<void> {
    await this.#open()
  }

  async wrap(dataKey: Uint8Array, context: WrapContext, signal?: AbortSignal): Promise<string> {
    return await (await this.#open()).wrap(dataKey, context, signal)
  }

  async unwrap(wrapped: string, context: WrapContext, signal?: AbortSignal): Promise<Uint8Array> {
    return await (await this.#open()).unwrap(wrapped, context, signal)
  }

  async close(): Promise<void> {
    const opened = await this.#opened?.catch(() => undefined)
    await opened?.close?.()
  }

  #open(): Promise<KeyWrapper> {
    this.#opened ??= openKey(this.source, this.parameter, this.environment).then((key) => this.#checked(key))
    return this.#opened
  }

  /** Records are found by the id, so who names the key in code has to get the same one. */
  #checked(key: KeyWrapper): KeyWrapper {
    if (key.keyId === this.keyId) return key
    throw new ProviderError('internal', `${this.parameter}: the service names the key ${key.keyId}, not ${this.keyId}`)
  }
}
