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

const wrongHost = unavailable(
  'url: the server’s certificate is not for this host; write a host that it names, or sslmode=verify-ca with an ' +
    'sslrootcert that issues certificates to this server alone',
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
  ERR_TLS_CERT_ALTNAME_INVALID: wrongHost,
}

/** What a server says of a client certificate, in TLS's own alerts. */
const clientCertificate = /alert (certificate required|handshake failure)/i
const clientRefused =
  /alert (unknown ca|bad certificate|unsupported certificate|certificate (expired|revoked|unknown))/i

/** By the server's and the driver's words. */
const sayings: readonly [RegExp, Explanation][] = [
  [
    clientCertificate,
    unauthenticated('sslcert, sslkey: the server asks for a client certificate; give its file and that of its key'),
  ],
  [
    clientRefused,
    unauthenticated('sslcert: the server refuses the client certificate; give one of an authority that it trusts'),
  ],
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

/** By the numbers of the server, and from 45000 on of the driver. */
const numbered: Readonly<Record<number, Explanation>> = {
  1129: blocked,
  3159: unauthenticated('sslmode: the server takes no connection without TLS; write sslmode=verify-full'),
  45023: lacksTls,
  45044: lacksKey,
  45059: wrongHost,
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
  const known = explanationOf(error.message, errno, nativeCode) ?? refusedToken(errno, auth)
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

function explanationOf(message: string, errno: unknown, nativeCode: string | undefined): Explanation | undefined {
  const byNumber = typeof errno === 'number' ? numbered[errno] : undefined
  const byCode = nativeCode === undefined ? undefined : certificateErrors[nativeCode]
  return byNumber ?? byCode ?? sayings.find(([pattern]) => pattern.test(message))?.[1]
}

function refusedToken(errno: unknown, auth: ServerSettings['auth']): Explanation | undefined {
  if (errno !== 1045 || auth === 'password') return undefined
  return unauthenticated(
    `auth=${auth}: the server refuses the token; check that the user is identified with AWSAuthenticationPlugin, and ` +
      'that its policy allows connect',
  )
}
