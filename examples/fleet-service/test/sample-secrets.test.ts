import { X509Certificate } from 'node:crypto'
import forge from 'node-forge'
import { describe, expect, it } from 'vitest'
import { sampleCertificate, toPfx } from '../src/records/sample-certificate.js'
import { samplePassword } from '../src/records/sample-password.js'

describe('a sample certificate', () => {
  const sample = sampleCertificate('corp.example')

  it('is one that signs itself, with a serial number that every reader takes', () => {
    const certificate = new X509Certificate(sample.certificate)
    expect(certificate.subject).toBe('CN=corp.example')
    expect(certificate.verify(certificate.publicKey)).toBe(true)
    expect(certificate.serialNumber).toMatch(/^01[0-9A-F]{30}$/)
    expect(sample.expires.getTime()).toBeGreaterThan(Date.now())
  })

  it('opens as PKCS #12 with its password and with no other', () => {
    const pfx = forge.asn1.fromDer(forge.util.decode64(toPfx(sample, 'right')))
    const { certBag = '' } = forge.pki.oids
    const bags = forge.pkcs12.pkcs12FromAsn1(pfx, 'right').getBags({ bagType: certBag })[certBag]
    expect(bags?.[0]?.cert?.subject.getField('CN').value).toBe('corp.example')
    expect(() => forge.pkcs12.pkcs12FromAsn1(pfx, 'wrong')).toThrow()
  })
})

describe('a sample password', () => {
  it('has 16 characters of all kinds, and is another each time', () => {
    const passwords = Array.from({ length: 200 }, samplePassword)
    expect(new Set(passwords).size).toBe(200)
    for (const password of passwords) {
      expect(password).toMatch(/^(?=.*[a-z])(?=.*[A-Z])(?=.*[2-9])(?=.*[!@#$%*])[a-zA-Z2-9!@#$%*]{16}$/)
    }
  })
})
