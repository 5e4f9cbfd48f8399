import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type Authority,
  authority,
  days,
  type HostName,
  type Identity,
} from '../../../../tooling/fixtures/certificates.js'
import { tempFile as file } from '../../../../tooling/fixtures/temp-file.js'
import { urlWith } from '../../../../tooling/fixtures/url-with.js'
import { warningsDuring } from '../../../../tooling/fixtures/warnings-during.js'
import { mariadbAt } from '../../../../tooling/servers/mariadb/mariadb-at.js'
import { isMissing } from '../../../../tooling/servers/server.js'
import type { MariadbOptions } from '../../src/index.js'
import { openStore } from '../open-store.js'
import { startTlsServer } from './tls-server.js'

const here: readonly HostName[] = [
  { type: 'dns', value: 'localhost' },
  { type: 'ip', value: '127.0.0.1' },
]
/** Not a loopback address to those who look at it, and yet this machine. */
const otherHost = '0.0.0.0'

const [trusted, stranger, clients] = await Promise.all(
  ['Trusted', 'Stranger', 'Clients'].map((name) => authority(name)),
)
if (trusted === undefined || stranger === undefined || clients === undefined) throw new Error('no authorities')
const identity: Identity = await trusted.issue({ name: 'server', hosts: here })
const server = await startTlsServer(identity, clients.certificate)

/** What a store that cannot connect says: it is no use to try again. */
const refused = (code: string, ...words: readonly string[]) =>
  expect.objectContaining({
    code,
    retryable: false,
    message: expect.stringMatching(new RegExp(words.join('[^]*'))),
  })

function suite(url: string, present: (next: Identity) => Promise<void>, ca: Authority) {
  /** A user that must come by TLS, or with a certificate. */
  const user = async (name: string, requirement: string) => {
    const grant = `grant all on *.* to ${name}@'%' identified by 'User-Password-1' require ${requirement}`
    await mariadbAt(url, grant)
    return { username: name, password: 'User-Password-1' }
  }
  const store = ({ host = '127.0.0.1', as = {}, ...given }: Partial<MariadbOptions> & { host?: string; as?: object }) =>
    openStore({ url: urlWith(url, { hostname: host, ...as }), poolMax: 1, retries: 0, ...given })
  const ping = (options: Parameters<typeof store>[0]) => store(options).ping()

  it.each(['127.0.0.1', 'localhost'])('connects to %s when the authority is named by its file', async (host) => {
    await ping({ host, as: await user('secure', 'ssl'), sslrootcert: await file(ca.certificate) })
  })

  it('uses no TLS to a loopback address of which nothing asks for it', async () => {
    await expect(ping({ as: await user('secure', 'ssl') })).rejects.toMatchObject({ code: 'unauthenticated' })
  })

  it('checks everything on any other host of which the URL says nothing', async () => {
    await expect(ping({ host: otherHost })).rejects.toEqual(refused('unavailable', 'sslrootcert'))
    const wrong = refused('unavailable', 'url: the server’s certificate is not for this host', 'verify-ca')
    await expect(ping({ host: otherHost, sslrootcert: await file(ca.certificate) })).rejects.toEqual(wrong)
  })

  it('tells each of many calls the true cause, and not that the pool has no room', async () => {
    const strange = store({ sslrootcert: await file(stranger?.certificate ?? ''), poolMax: 2, connectTimeoutMs: 1_000 })
    const calls = await Promise.allSettled(Array.from({ length: 20 }, () => strange.devices.count('')))
    for (const call of calls) expect(call).toMatchObject({ reason: refused('unavailable', 'sslrootcert') })
  })

  it.each(['amazon-rds', 'azure', 'system'])('does not trust it by the authorities of %s', async (sslrootcert) => {
    await expect(ping({ sslrootcert })).rejects.toEqual(refused('unavailable', 'sslrootcert'))
  })

  it.each([
    ['require', 'DMT_TLS_UNVERIFIED'],
    ['prefer', 'DMT_TLS_OPTIONAL'],
  ] as const)('trusts any server with sslmode=%s, encrypted, and warns', async (sslmode, code) => {
    const as = await user('secure', 'ssl')
    const warnings = await warningsDuring(() => ping({ sslmode, as }))
    expect(warnings).toEqual([expect.objectContaining({ code, message: expect.stringContaining('verify-full') })])
  })

  it('checks the authority alone with sslmode=verify-ca', async () => {
    const sslrootcert = await file(ca.certificate)
    await ping({ host: otherHost, sslmode: 'verify-ca', sslrootcert })
    const other = await file(stranger?.certificate ?? '')
    await expect(ping({ host: otherHost, sslmode: 'verify-ca', sslrootcert: other })).rejects.toEqual(
      refused('unavailable', 'sslrootcert'),
    )
  })

  it('says that a certificate has expired', async () => {
    const sslrootcert = await file(ca.certificate)
    await present(await ca.issue({ name: 'old', hosts: here, validity: days(-3, -1) }))
    await expect(ping({ sslrootcert })).rejects.toEqual(refused('unavailable', 'has expired'))
    await present(identity)
    await ping({ sslrootcert })
  })

  it('shows a client certificate, and is told when it is missing', async () => {
    const as = await user('certified', 'x509')
    const sslrootcert = await file(ca.certificate)
    const own = await clients?.issue({ name: 'client' })
    const sslcert = await file(own?.certificate ?? '', 'client.crt')
    const sslkey = await file(own?.key ?? '', 'client.key')
    await ping({ as, sslrootcert, sslcert, sslkey })
    await expect(ping({ as, sslrootcert })).rejects.toMatchObject({ code: 'unauthenticated' })
  })

  it('names a file of certificates that does not open', async () => {
    await expect(ping({ sslrootcert: '/no/such/file.pem' })).rejects.toEqual(
      refused('invalid-options', 'sslrootcert', '/no/such/file.pem'),
    )
  })
}

if (isMissing(server)) describe.skip(`TLS [no mariadb: ${server.missing}]`, () => undefined)
else
  describe(`TLS [on mariadb ${server.version}]`, () => {
    beforeAll(() => server.present(identity))
    afterAll(() => server.stop())
    suite(server.url, server.present, trusted)
  })
