import { type Environment, ProviderError } from '@dmt-providers/core'
import { ossRdbmsScope, passwordSource } from '@dmt-providers/credentials'
import { isEncrypted, isLocal } from '@dmt-providers/tls'
import type { ServerSettings } from './options.js'
import type { ServerAddress } from './server-address.js'
import { tlsMode, words } from './tls-mode.js'

/**
 * Where the password of each new connection comes from: the URL, code, a file, or a cloud's tokens. Throws
 * `invalid-options` when there are two of them, or when a token would cross a network in plain text.
 */
export function serverPassword(
  settings: ServerSettings,
  { host, port, user }: ServerAddress,
  environment: Environment,
): () => Promise<string> {
  const { password } = new URL(settings.url)
  const login = {
    provider: 'postgres',
    host,
    port,
    user,
    urlPassword: password === '' ? undefined : decodeURIComponent(password),
    variablePassword: environment.get('PGPASSWORD'),
    fileVariable: 'PGPASSWORD_FILE',
    isProtected: isLocal(host) || isEncrypted(tlsMode(settings, host)),
    protectedBy: words.verified,
    entraScope: ossRdbmsScope(host),
  }
  const source = passwordSource(settings, login, environment)
  return async () => {
    const known = await source()
    if (known !== undefined) return known
    const message = 'the server asks for a password; put one in the URL, or name its file by passwordFile'
    throw new ProviderError('unauthenticated', message, { provider: 'postgres', notApplied: true })
  }
}
