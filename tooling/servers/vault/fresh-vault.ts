import { randomBytes } from 'node:crypto'
import type { FreshDatabase } from '../fresh-database.js'
import { isMissing } from '../server.js'
import { testServer } from '../test-server.js'
import { vaultAt } from './vault-at.js'

/** An empty KV engine of the caller's own in the Vault that the run shares, as a URL of `@dmt-providers/vault`. */
export async function freshVault(): Promise<FreshDatabase> {
  const server = await testServer('vault')
  if (isMissing(server)) throw new Error(`No Vault: ${server.missing}`)
  const mount = `dmt-${randomBytes(6).toString('hex')}`
  await vaultAt(server.url, 'POST', `sys/mounts/${mount}`, { type: 'kv', options: { version: '2' } })
  const { protocol, host, password } = new URL(server.url)
  return {
    url: `vault+${protocol}//${host}/${mount}?token=${password}`,
    drop: async () => void (await vaultAt(server.url, 'DELETE', `sys/mounts/${mount}`)),
  }
}
