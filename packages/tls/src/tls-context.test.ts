import { createPrivateKey } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { Environment } from '@dmt-providers/core'
import { describe, expect, it } from 'vitest'
import { authority, type Identity } from '../../../tooling/fixtures/certificates.js'
import { tempFile } from '../../../tooling/fixtures/temp-file.js'
import { warningsDuring } from '../../../tooling/fixtures/warnings-during.js'
import { TlsContext } from './tls-context.js'
import type { TlsFiles } from './tls-files.js'
import { tlsWords } from './tls-words.js'

const words = tlsWords('example', 'Example', 'https://')
const issuer = await authority('Trusted')

const contextOf = (files: TlsFiles) => new TlsContext(files, words, new Environment({}))

/** Files of a client certificate. */
async function filesOf({ certificate, key }: Identity) {
  return { cert: await tempFile(certificate), key: await tempFile(key) }
}

const refused = (...said: readonly string[]) =>
  expect.objectContaining({
    code: 'invalid-options',
    provider: 'example',
    message: expect.stringMatching(new RegExp(said.join('[^]*'))),
  })

describe('TlsContext', () => {
  it('reads once, and again when a file has changed', async () => {
    const files = { ca: await tempFile(issuer.certificate), ...(await filesOf(await issuer.issue({ name: 'one' }))) }
    const context = contextOf(files)
    const first = await context.current()
    expect(await context.current()).toBe(first)
    const next = await issuer.issue({ name: 'another' })
    await Promise.all([writeFile(files.cert, next.certificate), writeFile(files.key, next.key)])
    expect(await context.material()).toMatchObject({ ca: [issuer.certificate], cert: next.certificate })
    expect(await context.current()).not.toBe(first)
  })

  it('keeps what was usable while new files do not fit together, and says so', async () => {
    const files = await filesOf(await issuer.issue({ name: 'one' }))
    const context = contextOf(files)
    const first = await context.current()
    await writeFile(files.cert, (await issuer.issue({ name: 'another' })).certificate)
    const warnings = await warningsDuring(async () => expect(await context.current()).toBe(first))
    expect(warnings).toEqual([
      expect.objectContaining({ code: 'DMT_TLS_FILES', message: expect.stringContaining('key: the key in') }),
    ])
  })

  it('hands an encrypted key on without its passphrase', async () => {
    const passphrase = 'Passphrase-Canary-1'
    const { certificate, key } = await issuer.issue({ name: 'one' })
    const sealed = createPrivateKey(key).export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase })
    const files = await filesOf({ certificate, key: sealed.toString() })
    expect((await contextOf({ ...files, passphrase }).material()).key).toBe(
      createPrivateKey(key).export({ type: 'pkcs8', format: 'pem' }),
    )
    await expect(contextOf(files).current()).rejects.toEqual(refused('key: ', 'encrypted', 'by keyPassphrase'))
    const wrong = contextOf({ ...files, passphrase: 'Wrong-Canary-2' }).current()
    await expect(wrong).rejects.toEqual(refused('key: ', 'does not open with keyPassphrase'))
    await expect(wrong).rejects.not.toMatchObject({ message: expect.stringContaining('Canary') })
  })

  it('names the option and the file that it cannot use', async () => {
    const good = await filesOf(await issuer.issue({ name: 'one' }))
    const text = await tempFile('something else')
    await expect(contextOf({ ca: '/no/such' }).current()).rejects.toEqual(
      refused('ca: ', '/no/such', 'ENOENT', 'azure'),
    )
    await expect(contextOf({ ca: text }).current()).rejects.toEqual(refused('ca: ', text, 'no certificate'))
    await expect(contextOf({ ...good, key: text }).current()).rejects.toEqual(refused('key: ', text, 'no private key'))
    expect(() => contextOf({ cert: good.cert })).toThrow(refused('key: a client certificate needs both cert and key'))
  })
})
