import {
  isProviderError,
  type KeyWrapper,
  networkErrorClass,
  ProviderError,
  type WrapContext,
} from '@dmt-providers/core'
import { classify, VaultError } from '../errors.js'
import { objectAt } from '../http/vault-request.js'
import type { VaultParts } from '../vault-parts.js'

/** Milliseconds that a request may take when its caller gives no signal. */
const patience = 10_000

/** A key in a transit engine of Vault, which it never leaves. Source: Vault, "HTTP API", transit secrets engine. */
export class VaultTransitKey implements KeyWrapper {
  readonly keyId: string
  readonly #mount: string
  readonly #name: string

  constructor(
    private readonly parts: VaultParts,
    keyName: string,
  ) {
    this.keyId = `vault-transit:${keyName}`
    const slash = keyName.lastIndexOf('/')
    this.#mount = slash === -1 ? 'transit' : keyName.slice(0, slash)
    this.#name = keyName.slice(slash + 1)
  }

  async wrap(dataKey: Uint8Array, context: WrapContext, signal?: AbortSignal): Promise<string> {
    const plaintext = Buffer.from(dataKey).toString('base64')
    return await this.#ask('encrypt', { plaintext }, context, 'ciphertext', signal)
  }

  async unwrap(wrapped: string, context: WrapContext, signal?: AbortSignal): Promise<Uint8Array> {
    return Buffer.from(await this.#ask('decrypt', { ciphertext: wrapped }, context, 'plaintext', signal), 'base64')
  }

  async close(): Promise<void> {
    await this.parts.close()
  }

  /** Binds what is wrapped to its path: the engine takes that as associated data of AES-GCM. */
  async #ask(
    verb: 'encrypt' | 'decrypt',
    body: object,
    { path }: WrapContext,
    answer: string,
    signal: AbortSignal = AbortSignal.timeout(patience),
  ): Promise<string> {
    const request = {
      method: 'POST',
      path: `${this.#mount}/${verb}/${this.#name}`,
      body: { ...body, associated_data: Buffer.from(path).toString('base64') },
    } as const
    try {
      const value = objectAt((await this.parts.client.send(request, signal)).body, 'data')[answer]
      if (typeof value === 'string') return value
      throw new ProviderError('internal', `${request.path}: the answer is not that of a transit engine`)
    } catch (error) {
      throw this.#explained(error)
    }
  }

  #explained(error: unknown): ProviderError {
    if (isProviderError(error)) return error
    const known = meaningOf(error) ?? classify(error) ?? networkErrorClass(error) ?? { code: 'internal' as const }
    const message = error instanceof Error ? error.message : String(error)
    return new ProviderError(known.code, message, { ...known, provider: 'vault', cause: error })
  }
}

/** What 400 means here, by Vault's words: the request is always well-formed. */
function meaningOf(error: unknown) {
  if (!(error instanceof VaultError) || error.status !== 400) return undefined
  if (error.says(/key not found|could not be found/)) return { code: 'invalid-options', nativeCode: '400' } as const
  if (error.says(/too old|disallowed by policy/)) return { code: 'permission-denied', nativeCode: '400' } as const
  return { code: 'internal', nativeCode: '400' } as const
}
