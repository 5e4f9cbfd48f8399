import { setTimeout as pause } from 'node:timers/promises'
import { beforeAll, expect, it } from 'vitest'
import { describeOwn } from '../../../tooling/servers/describe-own.js'
import { isMissing } from '../../../tooling/servers/server.js'
import { type OwnVault, startVault } from '../../../tooling/servers/vault/start-vault.js'
import type { VaultOptions } from '../src/index.js'
import { openStore } from './open-store.js'
import { type VaultPlace, vaultPlace } from './vault-place.js'

/** Milliseconds of load; a life of tokens is a fraction of it. `DMT_TEST_TOKEN_MINUTES` makes it a long run, 100 reads a second. */
const minutes = Number(process.env.DMT_TEST_TOKEN_MINUTES ?? 0)
const [loadMs, life] = minutes > 0 ? [minutes * 60_000, 60] : [7_000, 2]

await describeOwn('own-vault', 'short-lived tokens', () => {
  let vault: OwnVault
  let place: VaultPlace

  beforeAll(async () => {
    const started = await startVault()
    if (isMissing(started)) throw new Error(started.missing)
    vault = started
    place = await vaultPlace(vault.url)
    await place.at('POST', 'sys/auth/userpass', { type: 'userpass' })
    return () => vault.stop()
  })

  const user = async (name: string, more: object) => {
    const role = { password: 'Password-1', token_policies: [place.policy], token_no_default_policy: true, ...more }
    await place.at('POST', `auth/userpass/users/${name}`, role)
    return { token: undefined, auth: 'userpass', user: name, password: 'Password-1' } as const
  }

  /** Reads without a pause for several lives of a token; answers how many there were. */
  async function load(options: VaultOptions): Promise<number> {
    const store = openStore({ ...place.options, ...options })
    await store.put('a', {})
    const end = performance.now() + loadMs
    let reads = 0
    const read = async () => {
      for (; performance.now() < end; reads++) {
        expect(await store.get('a', { timeoutMs: 5_000 })).toBeDefined()
        if (minutes > 0) await pause(20)
      }
    }
    await Promise.all([read(), read()])
    return reads
  }

  it.each([
    ['are renewed', { token_ttl: `${life}s` }],
    ['are replaced as their maximum comes near', { token_ttl: `${life}s`, token_max_ttl: `${life * 2}s` }],
    ['of the kind batch are replaced', { token_type: 'batch', token_ttl: `${life}s` }],
    ['with a period are renewed', { token_period: `${life}s` }],
  ])('%s under load, and no read fails', { timeout: loadMs + 60_000 }, async (name, role) => {
    const options = await user(`user-${name.replaceAll(' ', '-')}`, role)
    const reads = await load(options)
    expect(reads).toBeGreaterThan(100)
    if (minutes > 0) console.log(`${name}: ${reads} reads in ${minutes} minutes on tokens of ${life} s`)
  })

  it('that an operator made are renewed to their end', { timeout: loadMs + 60_000 }, async () => {
    expect(await load({ token: await place.token({ ttl: `${life}s` }) })).toBeGreaterThan(100)
  })
})
