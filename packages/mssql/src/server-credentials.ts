import { ProviderError } from '@dmt-providers/core'
import {
  type EntraSettings,
  entraTokens,
  passwordSource,
  readPasswordFile,
  sqlDatabaseScope,
  type TokenSource,
  tokenPassword,
} from '@dmt-providers/credentials'
import { isEncrypted, isLocal } from '@dmt-providers/tls'
import type { ConnectionConfiguration } from 'tedious'
import type { ServerSettings } from './options.js'
import { serverTls } from './server-tls.js'

/** What the driver is told of who logs in. */
export type Authentication = NonNullable<ConnectionConfiguration['authentication']>

const fileVariable = 'SQLCMDPASSWORD_FILE'

/**
 * How each new connection proves who it is: by the password of the connection string, code or a file, or by a token of
 * Entra ID. Throws `invalid-options` when there are two of them, when one is missing, or when a token would cross a
 * network in plain text. The answer rejects with `unauthenticated`, or `unavailable` when its source cannot be reached.
 */
export function serverCredentials(settings: ServerSettings): () => Promise<Authentication> {
  return settings.auth === 'password' ? byPassword(settings) : byToken(settings)
}

function byPassword(settings: ServerSettings): () => Promise<Authentication> {
  const { connection, environment } = settings
  const userName = connection.user ?? environment.get('SQLCMDUSER')
  if (userName === undefined)
    throw refused('url: names no user; write mssql://user@host:1433/database, or User ID=… behind the server')
  const login = {
    provider: 'mssql',
    host: connection.host,
    port: connection.port ?? 1433,
    user: userName,
    urlPassword: connection.password,
    variablePassword: environment.get('SQLCMDPASSWORD'),
    fileVariable,
    isProtected: true,
    protectedBy: 'sslmode=verify-full',
  }
  const source = passwordSource({ ...settings, auth: 'password' }, login, environment)
  return async () => {
    const password = await source()
    if (password !== undefined) return { type: 'default', options: { userName, password } }
    const message = 'the server asks for a password; put one in the URL, or name its file by passwordFile'
    throw new ProviderError('unauthenticated', message, { provider: 'mssql', notApplied: true })
  }
}

function byToken(settings: ServerSettings): () => Promise<Authentication> {
  const { auth, connection, connectTimeoutMs } = settings
  const { mode } = serverTls(settings)
  if (!isEncrypted(mode) && !isLocal(connection.host))
    throw refused(`auth: a token of ${auth} may not cross a network in plain text; write sslmode=verify-full`)
  // A part of what the connection may take, so that the error is that of the token and not that of the connection.
  const token = tokenPassword(`auth=${auth}`, tokens(settings), Math.ceil(connectTimeoutMs * 0.8))
  return async () => ({ type: 'azure-active-directory-access-token', options: { token: await token() } })
}

/** The words of Microsoft's drivers for an identity put its client id where the user stands. */
function tokens(settings: ServerSettings): TokenSource {
  const { auth, azureClientId, azureTenantId: tenantId, connection, environment } = settings
  const { user, host } = connection
  if (user !== undefined && !isGuid(user))
    throw refused(`url: for auth=${auth} the user is the client id of the identity; write that, or leave the user away`)
  if (user !== undefined && azureClientId !== undefined && user !== azureClientId)
    throw refused('azureClientId: the user is another client id; leave one of them away')
  const identity = {
    option: `auth=${auth}`,
    scope: sqlDatabaseScope(host),
    clientId: azureClientId ?? user,
    tenantId,
    identity: identities[auth],
  }
  const secret = secretOf(settings)
  if (secret === undefined) return entraTokens(identity, environment)
  return withSecret(identity, secret, settings)
}

/** Made anew when its secret has changed: it is read again for each token. */
function withSecret(
  identity: EntraSettings & { readonly scope: string },
  secret: () => Promise<string>,
  { environment }: ServerSettings,
): TokenSource {
  let known: { readonly secret: string; readonly source: TokenSource } | undefined
  return async (signal) => {
    const clientSecret = await secret()
    if (known?.secret !== clientSecret)
      known = { secret: clientSecret, source: entraTokens({ ...identity, clientSecret }, environment) }
    return await known.source(signal)
  }
}

/** A service principal's password is its secret; no other identity has one. */
function secretOf({ auth, password, passwordFile, connection }: ServerSettings): (() => Promise<string>) | undefined {
  const given = password ?? connection.password
  if (given === undefined && passwordFile === undefined) return undefined
  if (auth !== 'entra-service-principal')
    throw refused(`auth: ${auth} sends a token in place of a password, and a password is given as well; take it away`)
  if (passwordFile === undefined) return async () => (typeof given === 'function' ? await given() : (given ?? ''))
  if (given !== undefined)
    throw refused(`passwordFile (${fileVariable}): a password is given as well; take it out of the URL or the code`)
  return () => readPasswordFile(passwordFile, 'passwordFile', 'mssql')
}

const identities = {
  password: undefined,
  // What the environment describes.
  entra: undefined,
  'entra-managed-identity': 'managed',
  'entra-workload-identity': 'workload',
  'entra-service-principal': 'service-principal',
} as const satisfies Record<ServerSettings['auth'], EntraSettings['identity']>

const isGuid = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)

function refused(message: string): ProviderError {
  return new ProviderError('invalid-options', `mssql: ${message}`, { provider: 'mssql' })
}
