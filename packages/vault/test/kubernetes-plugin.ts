import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { VaultPlace } from './vault-place.js'

const command = 'vault-plugin-auth-kubernetes'

/** Has Vault log in service accounts, by what it has built in or by the plugin in a folder; false when it has neither. */
export async function enableKubernetes({ at }: VaultPlace, plugins: string): Promise<boolean> {
  const enable = () =>
    at('POST', 'sys/auth/kubernetes', { type: 'kubernetes' }).then(
      () => true,
      () => false,
    )
  if (await enable()) return true
  if (plugins === '') return false
  const sha256 = createHash('sha256')
    .update(await readFile(join(plugins, command)))
    .digest('hex')
  await at('PUT', 'sys/plugins/catalog/auth/kubernetes', { sha256, command })
  return await enable()
}
