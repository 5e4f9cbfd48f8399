import { randomBytes } from 'node:crypto'
import { openSecrets } from '@dmt-providers/core'
import type { FreshDatabase } from '../../tooling/servers/fresh-database.js'
import { isMissing } from '../../tooling/servers/server.js'
import { testServer } from '../../tooling/servers/test-server.js'

/** An empty folder in the vault of the tests' variable, as a URL of `@dmt-providers/azure-key-vault`. */
export async function freshKeyVault(): Promise<FreshDatabase> {
  const server = await testServer('azure-key-vault')
  if (isMissing(server)) throw new Error(`No Key Vault: ${server.missing}`)
  const { host, hostname, searchParams } = new URL(server.url)
  const ca = searchParams.get('ca')
  // A stand-in asks for tokens of a service that its own name does not belong to.
  const more = hostname.endsWith('.vault.azure.net') ? '' : `?verifyChallengeResource=false&ca=${ca}`
  const url = `azure-key-vault://${host}/bench${randomBytes(4).toString('hex')}${more}`
  return { url, drop: () => emptied(url) }
}

async function emptied(url: string): Promise<void> {
  const store = await openSecrets(url)
  const paths = await store.list('')
  await Promise.all(paths.map((path) => store.delete(path, { timeoutMs: 600_000 })))
  await store.close()
}
