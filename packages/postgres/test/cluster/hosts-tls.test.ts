import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Authority, authority } from '../../../../tooling/fixtures/certificates.js'
import { tempFolder } from '../../../../tooling/fixtures/temp-folder.js'
import { describeOn } from '../../../../tooling/servers/describe-on.js'
import { isMissing } from '../../../../tooling/servers/server.js'
import { startTlsServer, type TlsServer } from '../managed/tls-server.js'
import { openStore } from '../open-store.js'

await describeOn('postgres', 'several hosts with TLS', () => {
  let server: TlsServer
  let trusted: Authority
  let port = ''

  beforeAll(async () => {
    const started = await startTlsServer()
    if (isMissing(started)) throw new Error(started.missing)
    server = started
    port = new URL(server.url).port
    trusted = await authority('Trusted')
    const identity = await trusted.issue({ name: 'server', hosts: [{ type: 'dns', value: 'localhost' }] })
    await server.protect({ identity })
  })
  afterAll(() => server.stop())

  const ping = async (...hosts: readonly string[]) => {
    const sslrootcert = join(await tempFolder(), 'authority.pem')
    await writeFile(sslrootcert, trusted.certificate)
    const url = server.url.replace(new URL(server.url).host, hosts.map((host) => `${host}:${port}`).join())
    return openStore({ url, sslmode: 'verify-full', sslrootcert, retries: 0, migrate: 'check' }).ping()
  }

  it('checks the certificate of each host for its own name, and goes on where it is another’s', async () => {
    // The tables are missing, which only a server says that was connected to.
    await expect(ping('127.0.0.1', 'localhost')).rejects.toMatchObject({ code: 'unsupported' })
  })

  it('trusts none of several hosts that cannot prove their own name', async () => {
    const error: unknown = await ping('127.0.0.1', '0.0.0.0').catch((reason: unknown) => reason)
    expect(error).toMatchObject({ code: 'unavailable', retryable: false })
    expect(String(error)).toMatch(/127\.0\.0\.1:.* is not for this host.*0\.0\.0\.0:.* is not for this host/)
  })
})
