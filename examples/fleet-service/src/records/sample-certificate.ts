import { generateKeyPairSync, randomBytes, X509Certificate } from 'node:crypto'
import forge from 'node-forge'

const yearMs = 365 * 24 * 3600 * 1000

/** A self-signed certificate with its key. */
export interface SampleCertificate {
  /** PEM. */
  certificate: string
  /** PEM. */
  privateKey: string
  expires: Date
}

/** Makes a self-signed certificate that is valid for a year. */
export function sampleCertificate(commonName: string): SampleCertificate {
  const pair = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  })
  const certificate = forge.pki.createCertificate()
  certificate.publicKey = forge.pki.publicKeyFromPem(pair.publicKey)
  // The first byte keeps the number positive, and its encoding the shortest, whatever follows.
  certificate.serialNumber = `01${randomBytes(15).toString('hex')}`
  certificate.validity.notBefore = new Date()
  certificate.validity.notAfter = new Date(Date.now() + yearMs)
  const name = [{ name: 'commonName', value: commonName }]
  certificate.setSubject(name)
  certificate.setIssuer(name)
  certificate.sign(forge.pki.privateKeyFromPem(pair.privateKey), forge.md.sha256.create())
  const pem = forge.pki.certificateToPem(certificate)
  return { certificate: pem, privateKey: pair.privateKey, expires: new Date(new X509Certificate(pem).validTo) }
}

/** The certificate and its key as a PKCS #12 file under a password, in base64: the form of a provisioning certificate. */
export function toPfx({ certificate, privateKey }: SampleCertificate, password: string): string {
  const key = forge.pki.privateKeyFromPem(privateKey)
  const pfx = forge.pkcs12.toPkcs12Asn1(key, [forge.pki.certificateFromPem(certificate)], password, {
    algorithm: '3des',
  })
  return forge.util.encode64(forge.asn1.toDer(pfx).getBytes())
}
