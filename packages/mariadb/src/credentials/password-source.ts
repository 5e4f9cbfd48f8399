import { readFile } from 'node:fs/promises'
import { type Environment, ProviderError } from '@dmt-providers/core'
import type { PasswordFunction, ServerSettings } from '../options.js'
import { firstServer, isLocal, type ServerAddress } from '../server-address.js'
import { tlsMode } from '../tls/tls-mode.js'
import { credentialError } from './credential-error.js'
import { rdsTokens } from './rds-tokens.js'
import { tokenPassword } from './token-password.js'

/**
 * Where the password of each new connection comes from: the URL, code, a file, or a cloud's tokens. Throws
 * `invalid-options` when there are two of them, or when a token would cross a network in plain text.
 */
export function passwordSource(
  settings: ServerSettings,
  address: ServerAddress,
  environment: Environment,
): () => Promise<string> {
  const given = settings.password ?? passwordIn(settings.url)
  if (settings.auth !== 'password') return tokens(settings, given, address, environment)
  const { passwordFile } = settings
  if (passwordFile === undefined) return ofText(given ?? environment.get('MYSQL_PWD'))
  if (given !== undefined)
    throw refused('passwordFile (MYSQL_PASSWORD_FILE): a password is given as well; take it out of the URL or the code')
  return () => contentOf(passwordFile)
}

function tokens(
  settings: ServerSettings,
  given: string | PasswordFunction | undefined,
  address: ServerAddress,
  environment: Environment,
): () => Promise<string> {
  const { auth, passwordFile } = settings
  if (given !== undefined || passwordFile !== undefined)
    throw refused(`auth: ${auth} sends a token in place of a password, and a password is given as well; take it away`)
  const mode = tlsMode(settings, address.host)
  if ((mode === 'none' || mode === 'offered') && !isLocal(address.host))
    throw refused(`sslmode: a token of auth=${auth} may not cross a network in plain text; write sslmode=verify-full`)
  // A part of what the connection may take, so that the error is that of the token and not that of the connection.
  const patience = Math.ceil(settings.connectTimeoutMs * 0.8)
  return tokenPassword(`auth=${auth}`, rdsTokens(settings, address, environment), patience)
}

function ofText(given: string | PasswordFunction | undefined): () => Promise<string> {
  if (typeof given === 'function') return () => answerOf(given)
  // Without one the server decides: a user may be known by its socket or its certificate.
  return async () => given ?? ''
}

async function answerOf(given: PasswordFunction): Promise<string> {
  const answer: unknown = await Promise.resolve()
    .then(given)
    .catch((error: unknown) => {
      throw credentialError('password: the function failed', error)
    })
  if (typeof answer === 'string' && answer !== '') return answer
  throw unknown(`password: the function answered ${answer === '' ? 'an empty text' : typeof answer}, and no text`)
}

async function contentOf(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined
    throw unknown(`passwordFile: the file ${file} cannot be read (${code})`)
  })
  const password = text.replace(/\r?\n$/, '')
  if (password === '') throw unknown(`passwordFile: the file ${file} is empty`)
  return password
}

function passwordIn(url: string): string | undefined {
  const { password } = firstServer(url)
  return password === '' ? undefined : decodeURIComponent(password)
}

function unknown(message: string): ProviderError {
  return new ProviderError('unauthenticated', message, { provider: 'mariadb', notApplied: true })
}

function refused(message: string): ProviderError {
  return new ProviderError('invalid-options', `mariadb: ${message}`, { provider: 'mariadb' })
}
