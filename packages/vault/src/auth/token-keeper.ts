import { ProviderError } from '@dmt-providers/core'
import { VaultError } from '../errors.js'
import type { Exchange } from '../http/exchange.js'
import { pauseUntilRenewal, renewsEnough } from './renewal-time.js'
import { type HeldToken, held, type TokenSource } from './token.js'
import { tokenOf } from './token-of.js'

/** Milliseconds that a login or renewal may take. */
const patience = 10_000

/** Milliseconds after a login in which a refusal is believed, unless Vault says that it does not know the token. */
const trust = 30_000

/** Milliseconds that Vault gets to forget the token of a store that is closed. */
const farewell = 1_000

/** Keeps a token that is good: gets it, renews it at two thirds of its life, and gets another where that is not to be. */
export class TokenKeeper {
  #current: Promise<HeldToken> | undefined
  #held: HeldToken | undefined
  #timer: NodeJS.Timeout | undefined
  readonly #end = new AbortController()
  #warned = false

  constructor(
    private readonly source: TokenSource,
    private readonly exchange: Pick<Exchange, 'send'>,
  ) {}

  /** The token of now where that takes no look at anything: nearly always. */
  ready(): HeldToken | undefined {
    const token = this.#held
    return token !== undefined && this.source.changed === undefined && performance.now() < token.endsAt
      ? token
      : undefined
  }

  /** The token of now. Throws what its source throws. */
  async token(): Promise<HeldToken> {
    if (this.source.changed !== undefined) await this.#look(false)
    const token = await (this.#current ?? this.#obtain())
    return this.source.again && performance.now() >= token.endsAt ? await this.#replace(token) : token
  }

  /** After a refusal: another token that may be tried, or `undefined` when there is none. */
  async instead(refused: HeldToken, unknown: boolean): Promise<HeldToken | undefined> {
    if (this.source.changed !== undefined) await this.#look(unknown)
    const current = await this.token()
    if (current.value !== refused.value) return current
    const old = performance.now() - refused.gotAt > trust
    return this.source.again && (unknown || old) ? await this.#replace(refused) : undefined
  }

  /** Ends renewals; a token that was logged in for is given back. */
  async close(): Promise<void> {
    this.#end.abort(new ProviderError('closed', 'the store is closed', { provider: 'vault' }))
    clearTimeout(this.#timer)
    const token = await this.#current?.catch(() => undefined)
    if (token === undefined || !this.source.again) return
    const path = 'auth/token/revoke-self'
    const request = { method: 'POST', path, token: token.value } as const
    await this.exchange.send(request, AbortSignal.timeout(farewell)).catch(() => undefined)
  }

  /** A token that cannot be read just now may be in the midst of its replacement. */
  async #look(now: boolean): Promise<void> {
    if (this.#current === undefined || (await this.source.changed?.(now)) !== true) return
    await this.#another().catch(() => undefined)
  }

  /** One login for all who need it at once. */
  async #replace(old: HeldToken): Promise<HeldToken> {
    const current = await this.#current?.catch(() => undefined)
    return current !== undefined && current.value !== old.value ? current : await this.#obtain(this.#current)
  }

  #obtain(instead?: Promise<HeldToken>): Promise<HeldToken> {
    if (this.#current !== instead && this.#current !== undefined) return this.#current
    const obtained = this.#got()
    this.#current = obtained
    this.#held = undefined
    obtained.then(
      (token) => {
        if (this.#current === obtained) this.#held = token
      },
      () => {
        if (this.#current === obtained) this.#current = undefined
      },
    )
    return obtained
  }

  /** Puts another token in place of one that is still good; it stays in use when there is none. */
  async #another(): Promise<void> {
    const next = await this.#got()
    this.#hold(next)
  }

  async #got(): Promise<HeldToken> {
    const token = held(await this.source.obtain(this.#patience()))
    this.#schedule(token)
    return token
  }

  #hold(token: HeldToken): void {
    this.#current = Promise.resolve(token)
    this.#held = token
  }

  #forget(): void {
    this.#current = undefined
    this.#held = undefined
  }

  #schedule(token: HeldToken): void {
    clearTimeout(this.#timer)
    if (this.#end.signal.aborted || token.lifeMs === 0) return
    this.#timer = setTimeout(() => void this.#extend(token), pauseUntilRenewal(token)).unref()
  }

  /** Renews a token, or gets another; while neither can be done it is tried again until the token ends. */
  async #extend(token: HeldToken): Promise<void> {
    try {
      const renewed = token.renewable ? await this.#renewed(token) : undefined
      if (renewed !== undefined) {
        this.#hold(renewed)
        this.#schedule(renewed)
      } else if (this.source.again) await this.#another()
      else this.#warn(token)
    } catch {
      if (performance.now() < token.endsAt) this.#schedule(token)
      else this.#forget()
    }
  }

  /** `undefined` when Vault grants no time worth having. */
  async #renewed(token: HeldToken): Promise<HeldToken | undefined> {
    const request = { method: 'POST', path: 'auth/token/renew-self', token: token.value, body: {} } as const
    try {
      const answer = await this.exchange.send(request, this.#patience())
      const { lifeMs, renewable } = tokenOf(answer, request.path)
      const renewed = held({ value: token.value, lifeMs, renewable })
      return renewsEnough(token, renewed, this.source.again) ? renewed : undefined
    } catch (error) {
      if (error instanceof VaultError && (error.status === 400 || error.status === 403)) return undefined
      throw error
    }
  }

  /** A login that hangs is given up, and with the store at the latest. */
  #patience(): AbortSignal {
    return AbortSignal.any([AbortSignal.timeout(patience), this.#end.signal])
  }

  #warn(token: HeldToken): void {
    if (this.#warned) return
    this.#warned = true
    const end = new Date(Date.now() + token.endsAt - performance.now()).toISOString()
    const message = `the token of Vault cannot be renewed beyond ${end}; put another into tokenFile, or use another auth`
    process.emitWarning(message, { code: 'DMT_VAULT_TOKEN' })
  }
}
