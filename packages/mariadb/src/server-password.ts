import type { Environment } from '@dmt-providers/core'
import { ossRdbmsScope, passwordSource } from '@dmt-providers/credentials'
import { isEncrypted, isLocal } from '@dmt-providers/tls'
import type { ServerSettings } from './options.js'
import { firstServer, type ServerAddress } from './server-address.js'
import { tlsMode, words } from './server-tls.js'

/**
 * Where the password of each new connection comes from: the URL, code, a file, or a cloud's tokens. Throws
 * `invalid-options` when there are two of them, or when a token would cross a network in plain text.
 */
export function serverPassword(
  settings: ServerSettings,
  { host, port, user }: ServerAddress,
  environment: Environment,
): () => Promise<string> {
  const { password } = firstServer(settings.url)
  const login = {
    provider: 'mariadb',
    host,
    port,
    user,
    urlPassword: password === '' ? undefined : decodeURIComponent(password),
    variablePassword: environment.get('MYSQL_PWD'),
    fileVariable: 'MYSQL_PASSWORD_FILE',
    isProtected: isLocal(host) || isEncrypted(tlsMode(settings, host)),
    protectedBy: words.verified,
    entraScope: ossRdbmsScope(host),
  }
  const source = passwordSource(settings, login, environment)
  // Without one the server decides: a user may be known by its socket or its certificate.
  return async () => (await source()) ?? ''
}
