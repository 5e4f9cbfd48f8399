import { X509Certificate } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { rootCertificates } from 'node:tls'
import { Environment } from '@dmt-providers/core'
import { describe, expect, it, onTestFinished } from 'vitest'
import { azureRoots } from './azure.js'
import { certificatesOf } from './certificate-authorities.js'

const environment = new Environment({})

const isValid = ({ validFrom, validTo }: X509Certificate) =>
  Date.parse(validFrom) < Date.now() && Date.now() < Date.parse(validTo)

describe('the authorities with a name', () => {
  it('azure: this Node carries those in use, and each is valid and signed by itself', async () => {
    const roots = (await certificatesOf('azure', environment)).map((pem) => new X509Certificate(pem))
    const names = roots.map(({ subject }) => /CN=(.*)$/m.exec(subject)?.[1])
    expect(names).toEqual(
      expect.arrayContaining(['DigiCert Global Root G2', 'Microsoft RSA Root Certificate Authority 2017']),
    )
    // The third is on its way out of browsers, and so out of later releases of Node.
    expect(Object.keys(azureRoots)).toEqual(expect.arrayContaining(names))
    for (const root of roots) {
      expect(root.ca && root.verify(root.publicKey)).toBe(true)
      expect(isValid(root)).toBe(true)
    }
  })

  it('amazon-rds: roots of today’s regions and of RDS Proxy, each valid, and none of what is not released', async () => {
    const roots = (await certificatesOf('amazon-rds', environment)).map((pem) => new X509Certificate(pem))
    const subjects = roots.map(({ subject }) => subject)
    for (const root of roots) expect(root.ca && isValid(root)).toBe(true)
    for (const region of ['us-east-1', 'us-west-2', 'eu-west-1', 'eu-central-1', 'ap-southeast-2'])
      for (const kind of ['RSA2048 G1', 'RSA4096 G1', 'ECC384 G1'])
        expect(subjects.some((subject) => subject.includes(`CN=Amazon RDS ${region} Root CA ${kind}`))).toBe(true)
    expect(subjects.some((subject) => subject.includes('CN=Amazon Root CA 1'))).toBe(true)
    expect(subjects.filter((subject) => /Beta|Preview/.test(subject))).toEqual([])
  })

  it('system: those of the file that SSL_CERT_FILE names', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'dmt-authorities-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    const file = join(folder, 'roots.pem')
    await writeFile(file, String(rootCertificates[0]))
    expect(await certificatesOf('system', new Environment({ ssl_cert_file: file }))).toEqual([rootCertificates[0]])
  })

  it('system: those of the machine, or of Node where the machine keeps none in a file', async () => {
    const [first] = await certificatesOf('system', environment)
    expect(new X509Certificate(String(first)).ca).toBe(true)
  })

  it('system: a file that SSL_CERT_FILE names and that is not there is an error', async () => {
    const missing = certificatesOf('system', new Environment({ ssl_cert_file: '/no/such/file' }))
    await expect(missing).rejects.toMatchObject({
      code: 'invalid-options',
      message: expect.stringContaining('SSL_CERT_FILE'),
    })
  })
})
