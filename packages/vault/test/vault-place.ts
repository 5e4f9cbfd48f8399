import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { vaultAt } from '../../../tooling/servers/vault/vault-at.js'
import type { VaultOptions } from '../src/index.js'

/** A KV engine of its own in a Vault, and what may be done in it. */
export interface VaultPlace {
  readonly address: string
  readonly mount: string
  /** Name of the policy that ships with the package, written for this mount. */
  readonly policy: string
  /** Options of a store in it, with a token that has that policy alone. */
  readonly options: VaultOptions & { address: string; token: string }
  /** Calls Vault as root. */
  at(method: string, path: string, body?: object, headers?: Record<string, string>): Promise<Record<string, unknown>>
  /** A token with the policy, or with others. */
  token(options?: object): Promise<string>
  remove(): Promise<void>
}

/** Mounts a KV engine in the Vault of an administrator's URL, below a prefix where one is given. */
export async function vaultPlace(url: string, kv: '1' | '2' = '2', prefix = ''): Promise<VaultPlace> {
  const name = `dmt-${randomUUID()}`
  const at: VaultPlace['at'] = (method, path, body, headers) => vaultAt(url, method, path, body, headers)
  await at('POST', `sys/mounts/${name}`, { type: 'kv', options: { version: kv } })
  const shipped = await readFile(new URL(`../policies/kv-v${kv}.hcl`, import.meta.url), 'utf8')
  const rules = kv === '2' ? shipped.replace(/secret\/(data|metadata)\//g, `${name}/$1/${prefix}`) : shipped
  const policy = rules.replaceAll('"secret/', `"${name}/${kv === '1' ? prefix : ''}`)
  await at('PUT', `sys/policies/acl/${name}`, { policy })
  const token = async (options: object = {}) => {
    const made = await at('POST', 'auth/token/create', { policies: [name], no_default_policy: true, ...options })
    return String(Object.assign({ client_token: '' }, made.auth).client_token)
  }
  const address = new URL(url).origin
  const options = { address, mount: name, prefix, kv, token: await token() }
  return {
    address,
    mount: name,
    policy: name,
    options,
    at,
    token,
    async remove() {
      await at('DELETE', `sys/mounts/${name}`)
      await at('DELETE', `sys/policies/acl/${name}`)
    },
  }
}
