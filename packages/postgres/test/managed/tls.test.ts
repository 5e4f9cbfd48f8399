import { createPrivateKey } from 'node:crypto'
import { chmod, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asUnprivileged } from '../../../../tooling/fixtures/as-unprivileged.js'
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
import { describeOn } from '../../../../tooling/servers/describe-on.js'
import type { PostgresOptions } from '../../src/index.js'
import { openStore } from '../open-store.js'
import { sqlAt } from '../sql-at.js'
import { startTlsServer, type TlsServer } from './tls-server.js'

const here: readonly HostName[] = [
  { type: 'dns', value: 'localhost' },
  { type: 'ip', value: '127.0.0.1' },
]
/** Not a loopback address to those who look at it, and yet this machine. */
const otherHost = '0.0.0.0'

let server: TlsServer
let trusted: Authority
let stranger: Authority
let identity: Identity

/** Options of a store for one connection at a time that tries once. */
function options(change: Partial<PostgresOptions> & { host?: string }): PostgresOptions {
  const { host = '127.0.0.1', ...given } = change
  return { url: urlWith(server.url, { hostname: host }), poolMax: 1, retries: 0, ...given }
}

const ping = (change: Parameters<typeof options>[0]) => openStore(options(change)).ping()

/** What a store that cannot connect says: it is no use to try again. */
const refused = (code: string, ...words: readonly string[]) =>
  expect.objectContaining({
    code,
    retryable: false,
    message: expect.stringMatching(new RegExp(words.join('[^]*'))),
  })

await describeOn('postgres', 'TLS', () => {
  beforeAll(async () => {
    server = await startTlsServer()
    trusted = await authority('Trusted')
    stranger = await authority('Stranger')
    identity = await trusted.issue({ name: 'server', hosts: here })
  })
  afterAll(() => server.stop())

  const sessions = () =>
    sqlAt(
      server.url,
      `select ssl from pg_stat_ssl join pg_stat_activity using (pid) where application_name = 'dmt-providers'`,
    )

  /** Ends the connections of stores at the server, and resolves once none is left. */
  const ended = async () => {
    await sqlAt(
      server.url,
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'dmt-providers'`,
    )
    while ((await sessions()).length > 0);
  }

  describe('of a server with a certificate', () => {
    beforeAll(() => server.protect({ identity }))

    it.each(['127.0.0.1', 'localhost'])('connects to %s when the authority is named by its file', async (host) => {
      const store = openStore(options({ host, sslrootcert: await file(trusted.certificate) }))
      await store.ping()
      expect(await sessions()).toEqual([{ ssl: true }])
    })

    it('uses none to a loopback address of which nothing asks for it', async () => {
      const store = openStore(options({}))
      await store.ping()
      expect(await sessions()).toEqual([{ ssl: false }])
    })

    it('checks everything on any other host of which the URL says nothing', async () => {
      await expect(ping({ host: otherHost })).rejects.toEqual(refused('unavailable', 'sslrootcert'))
      const host = refused('unavailable', 'url: the server’s certificate is not for this host', 'verify-ca')
      await expect(ping({ host: otherHost, sslrootcert: await file(trusted.certificate) })).rejects.toEqual(host)
    })

    it.each(['amazon-rds', 'azure', 'system'])('does not trust it by the authorities of %s', async (sslrootcert) => {
      await expect(ping({ sslrootcert })).rejects.toEqual(refused('unavailable', 'sslrootcert'))
    })

    it('refuses it with another authority, whatever part of the host is checked', async () => {
      const sslrootcert = await file(stranger.certificate)
      for (const sslmode of ['verify-full', 'verify-ca', 'require'] as const)
        await expect(ping({ sslrootcert, sslmode })).rejects.toEqual(refused('unavailable', 'sslrootcert'))
    })

    it.each([
      ['require', 'DMT_TLS_UNVERIFIED'],
      ['no-verify', 'DMT_TLS_UNVERIFIED'],
      ['prefer', 'DMT_TLS_OPTIONAL'],
      ['allow', 'DMT_TLS_OPTIONAL'],
    ] as const)('trusts any server with sslmode=%s, encrypted, and warns once', async (sslmode, code) => {
      // Each mode has a host of its own, because a warning is given once in a process.
      const host = `127.0.1.${['require', 'no-verify', 'prefer', 'allow'].indexOf(sslmode) + 1}`
      const warnings = await warningsDuring(async () => {
        for (const _ of [1, 2]) openStore(options({ host, sslmode }))
      })
      expect(warnings).toEqual([expect.objectContaining({ code, message: expect.stringContaining('verify-full') })])
      await ping({ sslmode })
      expect(await sessions()).toEqual([{ ssl: true }])
    })

    it('uses the certificates that are in the files when a connection begins', async () => {
      const [sslcert, sslkey] = [await file(identity.certificate), await file(identity.key)]
      const sslrootcert = await file(trusted.certificate)
      const store = openStore(options({ sslrootcert, sslcert, sslkey, idleTimeoutMs: 1 }))
      await store.ping()
      const renewed = await authority('Renewed')
      await server.protect({ identity: await renewed.issue({ name: 'server', hosts: here }) })
      await ended()
      await writeFile(sslrootcert, renewed.certificate)
      await store.ping()
      const warnings = await warningsDuring(async () => {
        await writeFile(sslkey, 'half of a')
        await ended()
        await store.ping()
      })
      expect(warnings).toContainEqual(
        expect.objectContaining({ code: 'DMT_TLS_FILES', message: expect.stringContaining('sslkey') }),
      )
      await server.protect({ identity })
    })
  })

  it('names the host when the certificate is for another, unless only the authority is checked', async () => {
    await server.protect({
      identity: await trusted.issue({ name: 'x', hosts: [{ type: 'dns', value: 'db.example' }] }),
    })
    const sslrootcert = await file(trusted.certificate)
    await expect(ping({ host: 'localhost', sslrootcert })).rejects.toEqual(
      refused('unavailable', 'url:', 'db\\.example'),
    )
    await expect(ping({ sslrootcert })).rejects.toEqual(refused('unavailable', 'url:', '127\\.0\\.0\\.1'))
    for (const sslmode of ['verify-ca', 'require'] as const) await ping({ sslmode, sslrootcert })
  })

  it.each([
    ['the server’s certificate', () => trusted, days(-2, -1)],
    ['the authority’s certificate', () => authority('Expired', days(-9, -1)), days(-8, 1)],
  ] as const)('says that %s has expired', async (_, makes, validity) => {
    const issuer = await makes()
    await server.protect({ identity: await issuer.issue({ name: 'server', hosts: here, validity }) })
    const sslrootcert = await file(issuer.certificate)
    await expect(ping({ sslrootcert })).rejects.toEqual(refused('unavailable', 'expired', 'renew'))
  })

  it('says that a certificate is not valid yet', async () => {
    await server.protect({ identity: await trusted.issue({ name: 's', hosts: here, validity: days(1, 2) }) })
    const sslrootcert = await file(trusted.certificate)
    await expect(ping({ sslrootcert })).rejects.toEqual(refused('unavailable', 'not valid yet', 'clocks'))
  })

  describe('of a server without', () => {
    beforeAll(() => server.protect({}))

    it('refuses it, and names the way out', async () => {
      const lacking = refused('unavailable', 'sslmode: the server offers no TLS', 'sslmode=disable')
      await expect(ping({ host: otherHost })).rejects.toEqual(lacking)
      await expect(ping({ sslmode: 'require' })).rejects.toEqual(lacking)
    })

    it.each(['prefer', 'allow', 'disable'] as const)('connects in plain text with sslmode=%s', async (sslmode) => {
      const store = openStore(options({ sslmode }))
      await store.ping()
      expect(await sessions()).toEqual([{ ssl: false }])
    })

    it('warns of plain text to any host but a local one', async () => {
      const warnings = await warningsDuring(async () => {
        openStore(options({ host: 'localhost', sslmode: 'disable' }))
        openStore(options({ host: otherHost, sslmode: 'disable' }))
      })
      expect(warnings).toEqual([
        expect.objectContaining({ code: 'DMT_TLS_DISABLED', message: expect.stringContaining(otherHost) }),
      ])
    })
  })

  describe('of a server that asks for client certificates', () => {
    let clients: Authority
    const asClient = async (given: Partial<PostgresOptions>) =>
      ping({ url: server.clientUrl, sslrootcert: await file(trusted.certificate), ...given })
    const certificateOf = async ({ certificate, key }: Identity) => ({
      sslcert: await file(certificate),
      sslkey: await file(key),
    })

    beforeAll(async () => {
      clients = await authority('Clients')
      await server.protect({
        identity,
        clientAuthority: clients.certificate,
        rules: ['hostssl all client all cert', 'hostnossl all client all reject'],
      })
    })

    it('connects with one, without a password', async () => {
      const given = await certificateOf(await clients.issue({ name: 'client' }))
      const url = urlWith(server.clientUrl, { password: '' })
      await ping({ url, sslrootcert: await file(trusted.certificate), ...given })
    })

    it('names the option when there is none', async () => {
      await expect(asClient({})).rejects.toEqual(refused('unauthenticated', 'sslcert, sslkey: the server asks for'))
    })

    it('says that the server refuses one of another authority', async () => {
      const given = await certificateOf(await stranger.issue({ name: 'client' }))
      await expect(asClient(given)).rejects.toEqual(refused('unauthenticated', 'sslcert: the server refuses'))
    })

    it('says that the server refuses one that has expired', async () => {
      const given = await certificateOf(await clients.issue({ name: 'client', validity: days(-2, -1) }))
      await expect(asClient(given)).rejects.toEqual(refused('unauthenticated', 'sslcert: the server refuses'))
    })

    it('says that one is another user’s', async () => {
      const given = await certificateOf(await clients.issue({ name: 'somebody' }))
      await expect(asClient(given)).rejects.toEqual(refused('unauthenticated', 'sslcert', 'not for this user'))
    })

    it('says that the server takes no plain text', async () => {
      const plain = ping({ url: server.clientUrl, sslmode: 'disable' })
      await expect(plain).rejects.toEqual(refused('unauthenticated', 'sslmode'))
    })

    it('opens an encrypted key with its passphrase, and says what is wrong without or with a wrong one', async () => {
      const { certificate, key } = await clients.issue({ name: 'client' })
      const sslpassword = 'Passphrase-Canary-1'
      const sealed = encrypted(key, sslpassword)
      const given = { sslcert: await file(certificate), sslkey: await file(sealed) }
      await asClient({ ...given, sslpassword })
      await expect(asClient(given)).rejects.toEqual(refused('invalid-options', 'sslkey', 'encrypted', 'sslpassword'))
      await expect(asClient({ ...given, sslpassword: 'wrong' })).rejects.toEqual(
        refused('invalid-options', 'sslkey', 'does not open'),
      )
    })

    it('says that a key is not that of the certificate', async () => {
      const [one, other] = [await clients.issue({ name: 'client' }), await clients.issue({ name: 'client' })]
      const given = await certificateOf({ certificate: one.certificate, key: other.key })
      await expect(asClient(given)).rejects.toEqual(refused('invalid-options', 'sslkey', 'is not that of'))
    })

    it('names each file that is missing, unreadable or something else', async () => {
      const { certificate, key } = await clients.issue({ name: 'client' })
      const good = { sslcert: await file(certificate), sslkey: await file(key) }
      const text = await file('something else')
      const locked = await file(key)
      await chmod(locked, 0)
      const cases: [Partial<PostgresOptions>, string, string][] = [
        [{ sslrootcert: '/no/such/file' }, 'sslrootcert', 'ENOENT'],
        [{ sslcert: '/no/such/file' }, 'sslcert', 'ENOENT'],
        [{ sslkey: '/no/such/file' }, 'sslkey', 'ENOENT'],
        [{ sslrootcert: text }, 'sslrootcert', 'no certificate'],
        [{ sslcert: text }, 'sslcert', 'no certificate'],
        [{ sslkey: text }, 'sslkey', 'no private key'],
      ]
      for (const [wrong, ...words] of cases)
        await expect(asClient({ ...good, ...wrong })).rejects.toEqual(refused('invalid-options', ...words))
      await chmod(join(good.sslcert, '..'), 0o755)
      await chmod(join(locked, '..'), 0o755)
      const sslrootcert = await file(trusted.certificate)
      await chmod(join(sslrootcert, '..'), 0o755)
      const unreadable = openStore(options({ sslrootcert, ...good, sslkey: locked }))
      await asUnprivileged(() =>
        expect(unreadable.ping()).rejects.toEqual(refused('invalid-options', 'sslkey', 'EACCES')),
      )
    })
  })
})

function encrypted(key: string, passphrase: string): string {
  return createPrivateKey(key).export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase }).toString()
}
