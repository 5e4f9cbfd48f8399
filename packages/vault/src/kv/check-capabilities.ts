import { type Call, ProviderError } from '@dmt-providers/core'
import type { VaultClient } from '../http/vault-client.js'
import { objectAt } from '../http/vault-request.js'

/**
 * Asks Vault what the token may do at some paths. Throws `permission-denied` that names what is missing, by the words of
 * Vault's policies, and what the client throws.
 */
export async function checkCapabilities(
  client: VaultClient,
  needs: Readonly<Record<string, readonly string[]>>,
  call: Call,
): Promise<void> {
  const paths = Object.keys(needs)
  const body = { paths: paths.map(decodeURIComponent) }
  const answer = await client.send({ method: 'POST', path: 'sys/capabilities-self', body }, call)
  const granted = objectAt(answer.body, 'data')
  const missing = paths.flatMap((path) => {
    const given: unknown = granted[decodeURIComponent(path)]
    const words = Array.isArray(given) ? given.map(String) : []
    const lacking = words.includes('root') ? [] : (needs[path] ?? []).filter((word) => !words.includes(word))
    return lacking.length === 0 ? [] : [`${lacking.join(', ')} on ${path}`]
  })
  if (missing.length === 0) return
  throw new ProviderError('permission-denied', `the token's policies do not allow ${missing.join('; ')}`)
}
