import { randomUUID } from 'node:crypto'
import type { Address, SecretsHarness } from '@dmt-providers/conformance'
import type { StoreOptions } from '@dmt-providers/core'
import { isMissing } from '../../../tooling/servers/server.js'
import { type OwnVault, startVault } from '../../../tooling/servers/vault/start-vault.js'
import { createVault, type VaultOptions } from '../src/index.js'
import { type VaultPlace, vaultPlace } from './vault-place.js'

const wrongPassword = 'Wrong-Password-1'

/** The suite's harness on a Vault, in an engine of its own, with a token of the shipped policy. */
export function vaultHarness(url: string, kv: '1' | '2'): SecretsHarness {
  const users = `users-${randomUUID()}`
  let found: VaultPlace | undefined
  let sealed: OwnVault | undefined
  const place = () => {
    if (found === undefined) throw new Error('the place is not set up')
    return found
  }
  const open = async (options: VaultOptions = {}) => createVault({ ...place().options, ...options })
  const as = (user: string, password: string) => async (options?: StoreOptions) =>
    createVault({
      ...place().options,
      token: undefined,
      auth: 'userpass',
      authMount: users,
      user,
      password,
      ...options,
    })
  return {
    contract: 'secrets',
    provider: `vault (KV version ${kv})`,
    capabilities: { compareAndSet: kv === '2', history: kv === '2' },
    open,
    openSecond: open,
    openWithOptions: open,
    openWith: {
      'wrong-password': as('known', wrongPassword),
      'unknown-user': as('nobody', wrongPassword),
      'unknown-database': (options) => open({ mount: 'not-mounted', ...options }),
      'no-permission': async (options) => {
        // May do everything but what the services need.
        const policy = `path "${place().mount}/config" { capabilities = ["read"] }`
        await place().at('PUT', `sys/policies/acl/${users}`, { policy })
        return await open({ token: await place().token({ policies: [users] }), ...options })
      },
      unreachable: (options) => open({ address: 'http://127.0.0.1:1', ...options }),
      sealed: async (options) => open({ address: new URL(sealed?.url ?? '').origin, ...options }),
      exhausted: async (options) => {
        const limited = await vaultPlace(url, kv)
        await place().at('POST', `sys/quotas/rate-limit/${limited.mount}`, { path: `${limited.mount}/`, rate: 0.001 })
        const store = createVault({ ...limited.options, ...options })
        await store.get('used-up')
        return store
      },
    },
    endpoint: {
      address: () => addressOf(url),
      open: (at: Address, options?: StoreOptions) => open({ address: `http://${at.host}:${at.port}`, ...options }),
    },
    confidential: () => [place().options.token, wrongPassword],
    reasons: {
      'wrong-key': 'Vault itself seals what it stores',
      'raw-corrupt': 'what Vault stores is sealed and cannot be altered beside it',
      'raw-stored': 'Vault shows what it stores to those who may read it, and its storage is sealed',
      'key-order': 'Vault orders the keys of an object by name',
      'future-schema': 'Vault itself upgrades what it stores',
    },
    async setUp() {
      found = await vaultPlace(url, kv)
      await place().at('POST', `sys/auth/${users}`, { type: 'userpass' })
      const user = { password: 'Right-Password-1', token_policies: [place().policy] }
      await place().at('POST', `auth/${users}/users/known`, user)
      const started = await startVault()
      if (isMissing(started)) throw new Error(started.missing)
      sealed = started
      await sealed.seal()
    },
    async tearDown() {
      await place().at('DELETE', `sys/auth/${users}`)
      await place().remove()
      await sealed?.stop()
    },
  }
}

function addressOf(url: string): Address {
  const { hostname, port } = new URL(url)
  return { host: hostname, port: Number(port) }
}
