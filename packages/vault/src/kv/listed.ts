import { type Call, ProviderError } from '@dmt-providers/core'
import type { VaultClient } from '../http/vault-client.js'
import { objectAt } from '../http/vault-request.js'
import { isAbsent } from './absent.js'

/** The names in a folder; a folder that does not exist is empty. `GET` passes where proxies know no `LIST`. */
export async function listed(client: VaultClient, path: string, call: Call): Promise<string[]> {
  const answer = await client.send({ method: 'GET', path: `${path}?list=true` }, call)
  if (isAbsent(answer, path)) return []
  const { keys } = objectAt(answer.body, 'data')
  if (Array.isArray(keys)) return keys.map(String)
  throw new ProviderError('internal', `${path}: the answer is not a list of a KV engine`)
}
