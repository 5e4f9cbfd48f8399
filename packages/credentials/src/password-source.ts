import { type Environment, ProviderError } from '@dmt-providers/core'
import { credentialError } from './credential-error.js'
import type { CredentialSettings, PasswordFunction } from './credential-parameters.js'
import { entraTokens } from './entra-tokens.js'
import { rdsTokens } from './rds-tokens.js'
import { readPasswordFile } from './read-password-file.js'
import type { TokenSource } from './token.js'
import { tokenPassword } from './token-password.js'

/** What a password is for, beside the options. */
export interface Login {
  /** Package name of the provider without scope: `postgres`. */
  readonly provider: string
  readonly host: string
  readonly port: number
  readonly user: string | undefined
  /** The password in the URL. */
  readonly urlPassword: string | undefined
  /** The password in a variable of the product's own, which a file or token goes before. */
  readonly variablePassword?: string | undefined
  /** The variable that sets `passwordFile`: `PGPASSWORD_FILE`. */
  readonly fileVariable: string
  /** False when whoever is in between can read what is sent; a token is not sent then. */
  readonly isProtected: boolean
  /** What to write so that it is protected: `sslmode=verify-full`. */
  readonly protectedBy: string
  /** For `entra`: what a token must be asked for. */
  readonly entraScope?: string
}

/**
 * Where the password of each new connection comes from: code, the URL, a file, or a cloud's tokens; `undefined` is
 * answered where there is none. Throws `invalid-options` when there are two of them, or when a token would cross a
 * network in plain text. The answer rejects with `unauthenticated`, or `unavailable` when its source cannot be reached.
 */
export function passwordSource(
  settings: CredentialSettings,
  login: Login,
  environment: Environment,
): () => Promise<string | undefined> {
  const { auth, passwordFile } = settings
  const { provider, fileVariable, urlPassword, variablePassword } = login
  const given = settings.password ?? urlPassword
  if (auth !== 'password') return tokens(auth, settings, login, environment)
  if (passwordFile === undefined) return ofText(given ?? variablePassword, provider)
  if (given !== undefined)
    throw refused(
      provider,
      `passwordFile (${fileVariable}): a password is given as well; take it out of the URL or the code`,
    )
  return () => readPasswordFile(passwordFile, 'passwordFile', provider)
}

function tokens(
  auth: Exclude<CredentialSettings['auth'], 'password'>,
  settings: CredentialSettings,
  login: Login,
  environment: Environment,
): () => Promise<string> {
  const { provider, isProtected, protectedBy, urlPassword } = login
  if ((settings.password ?? urlPassword ?? settings.passwordFile) !== undefined)
    throw refused(
      provider,
      `auth: ${auth} sends a token in place of a password, and a password is given as well; take it away`,
    )
  if (!isProtected)
    throw refused(provider, `auth: a token of ${auth} may not cross a network in plain text; write ${protectedBy}`)
  // A part of what the connection may take, so that the error is that of the token and not that of the connection.
  const patience = Math.ceil(settings.connectTimeoutMs * 0.8)
  return tokenPassword(`auth=${auth}`, tokenSource(auth, settings, login, environment), patience)
}

function tokenSource(
  auth: Exclude<CredentialSettings['auth'], 'password'>,
  { azureClientId: clientId, awsRegion: region }: CredentialSettings,
  { entraScope, ...login }: Login,
  environment: Environment,
): TokenSource {
  if (auth === 'rds-iam') return rdsTokens({ ...login, region }, environment)
  if (entraScope === undefined) throw refused(login.provider, 'auth: entra is not known for this server')
  return entraTokens({ option: 'auth=entra', scope: entraScope, clientId }, environment)
}

function ofText(given: string | PasswordFunction | undefined, provider: string): () => Promise<string | undefined> {
  return typeof given === 'function' ? () => answerOf(given, provider) : async () => given
}

async function answerOf(given: PasswordFunction, provider: string): Promise<string> {
  const answer: unknown = await Promise.resolve()
    .then(given)
    .catch((error: unknown) => {
      throw credentialError('password: the function failed', error)
    })
  if (typeof answer === 'string' && answer !== '') return answer
  const message = `password: the function answered ${answer === '' ? 'an empty text' : typeof answer}, and no text`
  throw new ProviderError('unauthenticated', message, { provider, notApplied: true })
}

function refused(provider: string, message: string): ProviderError {
  return new ProviderError('invalid-options', `${provider}: ${message}`, { provider })
}
