import { ProviderError } from '@dmt-providers/core'
import { VaultError } from '../errors.js'
import { errorOf } from '../http/read-answer.js'
import type { VaultClient } from '../http/vault-client.js'
import { objectAt } from '../http/vault-request.js'

/** Milliseconds that the check may take. */
const patience = 10_000

/**
 * Proves that a KV engine of a version is mounted at a path. Every secret would look absent in an engine of the other
 * version: both answer what they do not know in the same way. Asks what Vault's own command asks, which every token may
 * that may do anything in the mount. Throws `invalid-options`, and what the client throws.
 */
export async function checkMount(client: VaultClient, mount: string, version: '1' | '2'): Promise<void> {
  const path = `sys/internal/ui/mounts/${mount}`
  const answer = await client.send({ method: 'GET', path }, AbortSignal.timeout(patience)).catch((error: unknown) => {
    throw explained(error, mount)
  })
  if (answer.status === 404) throw errorOf({ method: 'GET', path }, answer)
  const found = objectAt(answer.body, 'data')
  if (found.type !== 'kv' && found.type !== 'generic')
    throw refused(`mount: what is mounted at ${mount} is of type ${found.type}; name a mount of type kv`)
  const actual = objectAt(found, 'options').version === '2' ? '2' : '1'
  if (actual !== version)
    throw refused(`kv: the mount ${mount} is of KV version ${actual}; write kv=${actual}, or name another mount`)
  const place = String(found.path).replace(/\/$/, '')
  if (place !== decodeURIComponent(mount))
    throw refused(`mount: ${mount} is below the mount ${place}; write mount=${place} and the rest as the prefix`)
}

/** Vault refuses alike where there is no mount and where the token may do nothing in it. */
function explained(error: unknown, mount: string): unknown {
  if (!(error instanceof VaultError) || error.status !== 403 || !error.says(/preflight/)) return error
  const message = `${error.message}; there is no mount ${mount}, or no policy of the token allows anything in it`
  return new VaultError(message, error.status, error.told)
}

function refused(message: string): ProviderError {
  return new ProviderError('invalid-options', `vault: ${message}`, { provider: 'vault' })
}
