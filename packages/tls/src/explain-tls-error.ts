import type { TlsWords } from './tls-words.js'

/** Why a connection was refused over TLS, and what to change: nothing of it passes by itself. */
export interface TlsExplanation {
  readonly code: 'unavailable' | 'unauthenticated'
  readonly text: string
}

type Text = (words: TlsWords) => string

const untrusted: Text = ({ files, untrustedHint = '' }) =>
  `${files.ca}: the server’s certificate is of an authority that is not trusted; name the file with its authority, or ` +
  `amazon-rds, azure or system${untrustedHint}`

/** By the codes of Node's TLS. Source: Node's `tls` documentation, "X509 certificate error codes". */
const serverCertificate: Readonly<Record<string, Text>> = {
  SELF_SIGNED_CERT_IN_CHAIN: untrusted,
  DEPTH_ZERO_SELF_SIGNED_CERT: untrusted,
  UNABLE_TO_GET_ISSUER_CERT: untrusted,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: untrusted,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: untrusted,
  CERT_SIGNATURE_FAILURE: untrusted,
  CERT_UNTRUSTED: untrusted,
  INVALID_CA: untrusted,
  CERT_HAS_EXPIRED: ({ files }) =>
    'the server’s certificate, or that of its authority, has expired; renew it on the server, or name the new ' +
    `authority by ${files.ca}`,
  CERT_NOT_YET_VALID: () => 'the server’s certificate is not valid yet; compare the clocks of both machines',
  CERT_REVOKED: () => 'the server’s certificate was revoked; renew it on the server',
  ERR_TLS_CERT_ALTNAME_INVALID: ({ otherName }) =>
    `url: the server’s certificate is not for this host; write a host that it names, or ${otherName}`,
}

/** What a server says of a client certificate, in TLS's own alerts. */
const clientCertificate: readonly [RegExp, Text][] = [
  [
    /alert (certificate required|handshake failure)/i,
    ({ files }) =>
      `${files.cert}, ${files.key}: the server asks for a client certificate; give its file and that of its key`,
  ],
  [
    /alert (unknown ca|bad certificate|unsupported certificate|certificate (expired|revoked|unknown))/i,
    ({ files }) => `${files.cert}: the server refuses the client certificate; give one of an authority that it trusts`,
  ],
]

/**
 * What an error of a connection means where that is a matter of certificates, by its `code` and its message; `undefined`
 * for any other.
 */
export function explainTlsError(
  { code, message }: { readonly code?: unknown; readonly message: string },
  words: TlsWords,
): TlsExplanation | undefined {
  const server =
    typeof code === 'string' && Object.hasOwn(serverCertificate, code) ? serverCertificate[code] : undefined
  if (server !== undefined) return { code: 'unavailable', text: server(words) }
  const client = clientCertificate.find(([pattern]) => pattern.test(message))?.[1]
  return client === undefined ? undefined : { code: 'unauthenticated', text: client(words) }
}
