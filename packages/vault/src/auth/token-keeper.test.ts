import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { VaultError } from '../errors.js'
import type { VaultRequest } from '../http/vault-request.js'
import type { Token, TokenSource } from './token.js'
import { TokenKeeper } from './token-keeper.js'

/** A Vault that renews tokens as told, and a source that numbers them. */
function kept(source: Partial<TokenSource> & { tokens: (count: number) => Omit<Token, 'value'> }) {
  const asked: VaultRequest[] = []
  const vault = {
    obtained: 0,
    asked,
    renew: (): number | Error => 60,
    async send(request: VaultRequest) {
      asked.push(request)
      const granted = vault.renew()
      if (granted instanceof Error) throw granted
      const auth = { client_token: request.token, lease_duration: granted, renewable: true }
      return { status: 200, body: { auth } }
    },
  }
  const obtain = async () => ({ value: `token-${++vault.obtained}`, ...source.tokens(vault.obtained) })
  const keeper = new TokenKeeper({ again: true, obtain, ...source }, vault)
  return { vault, keeper, renewals: () => asked.filter(({ path }) => path === 'auth/token/renew-self').length }
}

const minute = { lifeMs: 60_000, renewable: true }

describe('a token', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance', 'Date'] }))
  afterEach(() => void vi.useRealTimers())
  const pass = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1_000)

  it('is got once, for all who need it', async () => {
    const { vault, keeper } = kept({ tokens: () => minute })
    const tokens = await Promise.all([keeper.token(), keeper.token(), keeper.token()])
    expect(new Set(tokens.map(({ value }) => value))).toEqual(new Set(['token-1']))
    expect(vault.obtained).toBe(1)
  })

  it('is renewed between six tenths and two thirds of its life, again and again', async () => {
    const { vault, keeper, renewals } = kept({ tokens: () => minute })
    await keeper.token()
    await pass(35.9)
    expect(renewals()).toBe(0)
    await pass(4.2)
    expect(renewals()).toBe(1)
    await pass(600)
    expect(renewals()).toBeGreaterThanOrEqual(15)
    expect(vault.obtained).toBe(1)
  })

  it.each([
    ['cannot be renewed', { lifeMs: 60_000, renewable: false }],
    ['was renewed for less than half of its life, as its maximum comes near', minute],
  ])('that %s is replaced before it ends', async (_, token) => {
    const { vault, keeper } = kept({ tokens: () => token })
    vault.renew = () => 20
    await keeper.token()
    await pass(41)
    expect((await keeper.token()).value).toBe('token-2')
  })

  it('that Vault no longer renews is replaced', async () => {
    const { vault, keeper } = kept({ tokens: () => minute })
    vault.renew = () => new VaultError('refused', 403, { errors: ['permission denied'] })
    await keeper.token()
    await pass(41)
    expect(vault.obtained).toBe(2)
  })

  it('stays in use while Vault is away, and is renewed once it is back', async () => {
    const { vault, keeper, renewals } = kept({ tokens: () => minute })
    vault.renew = () => new Error('away')
    await keeper.token()
    await pass(48)
    expect(renewals()).toBeGreaterThanOrEqual(2)
    expect((await keeper.token()).value).toBe('token-1')
    vault.renew = () => 60
    await pass(60)
    expect((await keeper.token()).value).toBe('token-1')
    expect(vault.obtained).toBe(1)
  })

  it('that ended while Vault was away is replaced with the next call', async () => {
    const { vault, keeper } = kept({ tokens: () => minute })
    vault.renew = () => new Error('away')
    await keeper.token()
    await pass(70)
    expect((await keeper.token()).value).toBe('token-2')
  })

  it('without an end is never renewed', async () => {
    const { keeper, renewals } = kept({ tokens: () => ({ lifeMs: 0, renewable: true }) })
    await keeper.token()
    await pass(1_000_000)
    expect(renewals()).toBe(0)
  })

  it('with a life longer than a timer takes is renewed all the same', async () => {
    const { keeper, renewals } = kept({ tokens: () => ({ lifeMs: 90 * 86_400_000, renewable: true }) })
    await keeper.token()
    await pass(61 * 86_400)
    expect(renewals()).toBeGreaterThanOrEqual(1)
  })

  it('that was refused is replaced at once when Vault does not know it, and otherwise only when it is old', async () => {
    const { keeper } = kept({ tokens: () => minute })
    const first = await keeper.token()
    expect(await keeper.instead(first, false)).toBeUndefined()
    const second = await keeper.instead(first, true)
    expect(second?.value).toBe('token-2')
    expect((await keeper.instead(first, true))?.value).toBe('token-2')
    await pass(31)
    expect((await keeper.instead(await keeper.token(), false))?.value).toBe('token-3')
  })

  it('that somebody else got has no replacement, of which a warning tells', async () => {
    const { keeper, vault } = kept({ again: false, tokens: () => ({ lifeMs: 60_000, renewable: false }) })
    const warned = new Promise<Error>((resolve) => process.once('warning', resolve))
    const token = await keeper.token()
    expect(await keeper.instead(token, true)).toBeUndefined()
    await pass(41)
    expect(await warned).toMatchObject({
      code: 'DMT_VAULT_TOKEN',
      message: expect.stringContaining('cannot be renewed'),
    })
    expect((await warned).message).not.toContain('token-1')
    expect(vault.obtained).toBe(1)
  })

  it('that could not be got is asked for again by the next call', async () => {
    let failing = true
    const { keeper } = kept({
      tokens: () => {
        if (failing) throw new Error('refused')
        return minute
      },
    })
    await expect(keeper.token()).rejects.toThrow('refused')
    failing = false
    expect((await keeper.token()).value).toBe('token-2')
  })

  it('is given back when its keeper is closed, and not renewed any more', async () => {
    const { keeper, vault, renewals } = kept({ tokens: () => minute })
    await keeper.token()
    await keeper.close()
    expect(vault.asked.at(-1)).toMatchObject({ path: 'auth/token/revoke-self', token: 'token-1' })
    await pass(100)
    expect(renewals()).toBe(0)
  })

  it('that is still being got ends with its keeper', async () => {
    const obtain: TokenSource['obtain'] = (signal) =>
      new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
    const { keeper } = kept({ obtain, tokens: () => minute })
    const token = keeper.token()
    await Promise.all([expect(token).rejects.toMatchObject({ code: 'closed' }), keeper.close()])
  })
})
