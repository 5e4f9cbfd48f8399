import { type ErrorCode, isProviderError, ProviderError } from '@dmt-providers/core'
import { explainTlsError } from '@dmt-providers/tls'
import type { ServerSettings } from './options.js'
import { words } from './tls-mode.js'

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
    /does not support SSL/i,
    unavailable(
      'sslmode: the server offers no TLS; turn it on there (ssl = on), or write sslmode=disable where the network ' +
        'itself is trusted',
    ),
  ],
  [
    /requires a valid client certificate/i,
    unauthenticated('sslcert, sslkey: the server asks for a client certificate; give its file and that of its key'),
  ],
  [
    /certificate authentication failed/i,
    unauthenticated('sslcert: the client certificate is not for this user; its common name must be the user’s'),
  ],
  [
    /pg_hba\.conf (entry|rejects) .*(no encryption|SSL off)/i,
    unauthenticated('sslmode: the server takes no connection without TLS from here; write sslmode=verify-full'),
  ],
]

/** PgBouncer answers with a code of its own, whatever the server's was. */
const proxyCode = '08P01'

/** What PgBouncer says of a login, in its own words or in the server's. Source: PgBouncer 1.18 and the server's messages. */
const proxySayings: readonly [RegExp, Explanation][] = [
  [
    /authentication failed|no such user|wrong password|no authentication method/i,
    unauthenticated('url: the proxy refuses the user or the password; it has its own list of users'),
  ],
  [
    /too many connections|no more connections allowed|too many clients|remaining connection slots/i,
    { code: 'limit-exceeded', retryable: true, text: 'the proxy, or the server behind it, has no connection left' },
  ],
  [
    /no such database|database .* does not exist/i,
    { code: 'invalid-options', text: 'url: the proxy, or the server behind it, has no such database' },
  ],
  [
    /unsupported startup parameter/i,
    {
      code: 'invalid-options',
      text: 'preparedStatements: a proxy that pools transactions is in between; write preparedStatements=false',
    },
  ],
]

/**
 * What a failed connection means where that is a matter of options: certificates, TLS, or a refused token. Little of
 * it is helped by trying again. Anything else is answered as it came.
 */
export function explainConnectError(error: Error, { auth }: Pick<ServerSettings, 'auth'>): Error {
  if (isProviderError(error)) return error
  const nativeCode: unknown = Reflect.get(error, 'code')
  const known = explanationOf(error, nativeCode) ?? refusedToken(nativeCode, auth)
  if (known === undefined) return error
  return new ProviderError(known.code, `${known.text} (${error.message})`, {
    retryable: known.retryable ?? false,
    notApplied: true,
    cause: error,
    ...(typeof nativeCode === 'string' ? { nativeCode } : {}),
  })
}

function explanationOf(error: Error, nativeCode: unknown): Explanation | undefined {
  const texts = nativeCode === proxyCode ? [...proxySayings, ...sayings] : sayings
  return explainTlsError(error, words) ?? texts.find(([pattern]) => pattern.test(error.message))?.[1]
}

function refusedToken(nativeCode: unknown, auth: ServerSettings['auth']): Explanation | undefined {
  const refused = nativeCode === '28P01' || nativeCode === '28000'
  if (!refused || auth === 'password') return undefined
  const role =
    auth === 'entra' ? 'a role of Microsoft Entra ID there' : 'granted rds_iam, and its policy allows connect'
  return unauthenticated(`auth=${auth}: the server refuses the token; check that the user is ${role}`)
}
