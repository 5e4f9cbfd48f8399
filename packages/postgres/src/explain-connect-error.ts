import { type ErrorCode, isProviderError, ProviderError } from '@dmt-providers/core'
import type { ServerSettings } from './options.js'

/** What is wrong when a connection is refused, and what to change. */
interface Explanation {
  code: ErrorCode
  text: string
  /** True when it may pass by itself. */
  retryable?: boolean
}

const unavailable = (text: string): Explanation => ({ code: 'unavailable', text })
const unauthenticated = (text: string): Explanation => ({ code: 'unauthenticated', text })

const untrusted = unavailable(
  'sslrootcert: the server’s certificate is of an authority that is not trusted; name the file with its authority, ' +
    'or amazon-rds, azure or system',
)

/** By the codes of Node's TLS. Source: Node's `tls` documentation, "X509 certificate error codes". */
const certificateErrors: Readonly<Record<string, Explanation>> = {
  SELF_SIGNED_CERT_IN_CHAIN: untrusted,
  DEPTH_ZERO_SELF_SIGNED_CERT: untrusted,
  UNABLE_TO_GET_ISSUER_CERT: untrusted,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: untrusted,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: untrusted,
  CERT_SIGNATURE_FAILURE: untrusted,
  CERT_UNTRUSTED: untrusted,
  INVALID_CA: untrusted,
  CERT_HAS_EXPIRED: unavailable(
    'the server’s certificate, or that of its authority, has expired; renew it on the server, or name the new ' +
      'authority by sslrootcert',
  ),
  CERT_NOT_YET_VALID: unavailable('the server’s certificate is not valid yet; compare the clocks of both machines'),
  CERT_REVOKED: unavailable('the server’s certificate was revoked; renew it on the server'),
  ERR_TLS_CERT_ALTNAME_INVALID: unavailable(
    'url: the server’s certificate is not for this host; write a host that it names, or sslmode=verify-ca with an ' +
      'sslrootcert that issues certificates to this server alone',
  ),
}

/** What a server says of a client certificate, in TLS's own alerts. */
const clientCertificate = /alert (certificate required|handshake failure)/i
const clientRefused =
  /alert (unknown ca|bad certificate|unsupported certificate|certificate (expired|revoked|unknown))/i

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
    clientCertificate,
    unauthenticated('sslcert, sslkey: the server asks for a client certificate; give its file and that of its key'),
  ],
  [
    clientRefused,
    unauthenticated('sslcert: the server refuses the client certificate; give one of an authority that it trusts'),
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
  const known = explanationOf(error.message, nativeCode) ?? refusedToken(nativeCode, auth)
  if (known === undefined) return error
  return new ProviderError(known.code, `${known.text} (${error.message})`, {
    retryable: known.retryable ?? false,
    notApplied: true,
    cause: error,
    ...(typeof nativeCode === 'string' ? { nativeCode } : {}),
  })
}

function explanationOf(message: string, nativeCode: unknown): Explanation | undefined {
  const certificate = typeof nativeCode === 'string' ? certificateErrors[nativeCode] : undefined
  const texts = nativeCode === proxyCode ? [...proxySayings, ...sayings] : sayings
  return certificate ?? texts.find(([pattern]) => pattern.test(message))?.[1]
}

function refusedToken(nativeCode: unknown, auth: ServerSettings['auth']): Explanation | undefined {
  const refused = nativeCode === '28P01' || nativeCode === '28000'
  if (!refused || auth === 'password') return undefined
  const role =
    auth === 'entra' ? 'a role of Microsoft Entra ID there' : 'granted rds_iam, and its policy allows connect'
  return unauthenticated(`auth=${auth}: the server refuses the token; check that the user is ${role}`)
}
