import 'reflect-metadata'
import { webcrypto as crypto, randomBytes } from 'node:crypto'
import * as x509 from '@peculiar/x509'

/** A certificate and its key, in PEM. */
export interface Identity {
  readonly certificate: string
  readonly key: string
}

/** What a certificate is for. */
export interface Subject {
  /** Common name: the host, or the user of a client certificate. */
  readonly name: string
  /** Host names and addresses that it is valid for. */
  readonly hosts?: readonly x509.JsonGeneralName[]
  /** When it begins and ends to be valid. Default: yesterday to tomorrow. */
  readonly validity?: Validity
}

/** Begin and end. */
export type Validity = readonly [Date, Date]

/** An authority that issues certificates. */
export interface Authority {
  readonly certificate: string
  issue(subject: Subject): Promise<Identity>
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
const day = 86_400_000

/** From so many days from now to so many. */
export const days = (from: number, to: number): Validity => [
  new Date(Date.now() + from * day),
  new Date(Date.now() + to * day),
]

/** A new authority with a key of its own. */
export async function authority(name: string, validity: Validity = days(-1, 1)): Promise<Authority> {
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const root = await x509.X509CertificateGenerator.createSelfSigned(
    {
      ...commonFields(validity),
      name: `CN=${name}`,
      keys,
      extensions: [new x509.BasicConstraintsExtension(true, undefined, true)],
    },
    crypto,
  )
  return {
    certificate: root.toString('pem'),
    issue: (subject) => issue(subject, root.subject, keys.privateKey),
  }
}

async function issue(
  { name, hosts = [], validity = days(-1, 1) }: Subject,
  issuer: string,
  signingKey: crypto.CryptoKey,
): Promise<Identity> {
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const names = hosts.length === 0 ? [] : [new x509.SubjectAlternativeNameExtension([...hosts])]
  const fields = { ...commonFields(validity), subject: `CN=${name}`, issuer, publicKey: keys.publicKey, signingKey }
  const made = await x509.X509CertificateGenerator.create({ ...fields, extensions: names }, crypto)
  const key = Buffer.from(await crypto.subtle.exportKey('pkcs8', keys.privateKey))
  return { certificate: made.toString('pem'), key: x509.PemConverter.encode(key, 'PRIVATE KEY') }
}

function commonFields([notBefore, notAfter]: Validity) {
  return {
    serialNumber: `00${randomBytes(8).toString('hex')}`,
    notBefore,
    notAfter,
    signingAlgorithm: algorithm,
  }
}
