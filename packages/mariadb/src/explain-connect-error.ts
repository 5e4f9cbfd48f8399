import { type ErrorCode, isProviderError, ProviderError } from '@dmt-providers/core'
import { explainTlsError } from '@dmt-providers/tls'
import type { ServerSettings } from './options.js'
import { words } from './server-tls.js'

/** What is wrong when a connection is refused, and what to change. */
interface Explanation {
  code: ErrorCode
  text: string
  /** True when it may pass by itself. */
  retryable?: boolean
}

const unavailable = (text: string): Explanation => ({ code: 'unavailable', text })
const unauthenticated = (text: string): Explanation => ({ code: 'unauthenticated', text })

/** By the server's and the driver's words. */
const sayings: readonly [RegExp, Explanation][] = [
  [
    /insecure transport are prohibited|secure_transport/i,
    unauthenticated('sslmode: the server takes no connection without TLS; write sslmode=verify-full'),
  ],
]

const lacksKey = unauthenticated(
  'sslmode: without TLS the password is encrypted by a key of the server; write sslmode=verify-full, or name the file ' +
    'with that key by serverPublicKey',
)
const lacksTls = unavailable(
  'sslmode: the server offers no TLS; turn it on there (ssl_cert, ssl_key), or write sslmode=disable where the network ' +
    'itself is trusted',
)
const blocked = unavailable(
  'url: the server refuses this machine after too many failed connections; run FLUSH HOSTS there (mariadb-admin ' +
    'flush-hosts)',
)

/** The driver's own number for a certificate of another host. */
const wrongName = 45_059

/** By the numbers of the server, and from 45000 on of the driver. */
const numbered: Readonly<Record<number, Explanation>> = {
  1129: blocked,
  3159: unauthenticated('sslmode: the server takes no connection without TLS; write sslmode=verify-full'),
  45023: lacksTls,
  45044: lacksKey,
  45064: unauthenticated(
    'sslmode: the server asks for the password in plain text, which needs TLS; write sslmode=verify-full',
  ),
}

/**
 * What a failed connection means where that is a matter of options: certificates, TLS, or a refused token. Little of
 * it is helped by trying again. Anything else is answered as it came.
 */
export function explainConnectError(error: Error, { auth }: Pick<ServerSettings, 'auth'>): Error {
  if (isProviderError(error)) return error
  const errno: unknown = Reflect.get(error, 'errno')
  const nativeCode = codeOf(error)
  const known = explanationOf(error, errno) ?? refusedToken(errno, auth)
  if (known === undefined) return error
  return new ProviderError(known.code, `${known.text} (${error.message})`, {
    retryable: false,
    notApplied: true,
    cause: error,
    ...(nativeCode === undefined ? {} : { nativeCode }),
  })
}

/** The server's number says more than the name that the driver has for it. */
function codeOf(error: Error): string | undefined {
  const [errno, code]: unknown[] = [Reflect.get(error, 'errno'), Reflect.get(error, 'code')]
  if (typeof errno === 'number' && errno > 0) return String(errno)
  return typeof code === 'string' ? code : undefined
}

function explanationOf(error: Error, errno: unknown): Explanation | undefined {
  const byNumber = typeof errno === 'number' ? numbered[errno] : undefined
  const certificate = errno === wrongName ? { code: 'ERR_TLS_CERT_ALTNAME_INVALID', message: error.message } : error
  return (
    byNumber ?? explainTlsError(certificate, words) ?? sayings.find(([pattern]) => pattern.test(error.message))?.[1]
  )
}

/** What a user must be whose token is taken. */
const tokenUsers: Readonly<Record<Exclude<ServerSettings['auth'], 'password'>, string>> = {
  entra: 'check that the user was made by an Entra administrator (create aaduser) for this identity',
  'rds-iam':
    'check that the user is identified with AWSAuthenticationPlugin, and that the policy of the role allows connect',
}

function refusedToken(errno: unknown, auth: ServerSettings['auth']): Explanation | undefined {
  if (errno !== 1045 || auth === 'password') return undefined
  return unauthenticated(`auth=${auth}: the server refuses the token; ${tokenUsers[auth]}`)
}
