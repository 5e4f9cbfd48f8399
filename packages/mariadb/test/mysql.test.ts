import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { tempFolder } from '../../../tooling/fixtures/temp-folder.js'
import { urlWith } from '../../../tooling/fixtures/url-with.js'
import { warningsDuring } from '../../../tooling/fixtures/warnings-during.js'
import { describeOn } from '../../../tooling/servers/describe-on.js'
import { freshMariadb } from '../../../tooling/servers/mariadb/fresh-mariadb.js'
import { mariadbAt } from '../../../tooling/servers/mariadb/mariadb-at.js'
import type { MariadbOptions } from '../src/index.js'
import { holder } from './holder.js'
import { openStore } from './open-store.js'
import { tempUser } from './temp-user.js'

/** Not a loopback address to those who look at it, and yet this machine. */
const otherHost = '0.0.0.0'

/** The URL of a user whose password the server has not seen since, so that it must be shown to it. */
async function newUser(host: string): Promise<string> {
  const database = await freshMariadb('mysql')
  onTestFinished(() => database.drop())
  const user = await tempUser(database.url)
  onTestFinished(() => user.drop())
  await mariadbAt(database.url, `grant all on ${new URL(database.url).pathname.slice(1)}.* to ${user.name}@'%'`)
  return urlWith(user.url, { hostname: host })
}

const ping = async (host: string, options: Partial<MariadbOptions>) =>
  await openStore({ url: await newUser(host), retries: 0, ...options }).ping()

await describeOn('mysql', 'a password for MySQL', () => {
  it('needs no TLS to a loopback address', async () => {
    await ping('127.0.0.1', {})
  })

  it('is sent by TLS where the certificate is not asked for', async () => {
    await ping(otherHost, { sslmode: 'require' })
  })

  it('is not sent without TLS to anybody who shows a key, and says what to write', async () => {
    await expect(ping(otherHost, { sslmode: 'disable' })).rejects.toMatchObject({
      code: 'unauthenticated',
      retryable: false,
      nativeCode: '45044',
      message: expect.stringMatching(/sslmode: .*sslmode=verify-full.*serverPublicKey/),
    })
  })

  it('is encrypted by the key that a file has', async () => {
    const url = await newUser(otherHost)
    const [row] = await mariadbAt(url, `show status like 'Caching_sha2_password_rsa_public_key'`)
    const file = join(await tempFolder(), 'server.pem')
    await writeFile(file, String(row?.Value))
    await ping(otherHost, { sslmode: 'disable', serverPublicKey: file })
    const other = join(await tempFolder(), 'other.pem')
    await writeFile(other, 'none')
    await expect(ping(otherHost, { sslmode: 'disable', serverPublicKey: other })).rejects.toMatchObject({
      code: 'invalid-options',
      message: expect.stringContaining('serverPublicKey'),
    })
  })

  it('is encrypted by the key that the server shows, where that was asked for, with a warning', async () => {
    const warnings = await warningsDuring(() => ping(otherHost, { sslmode: 'disable', allowPublicKeyRetrieval: true }))
    expect(warnings.map(({ code }) => code)).toContain('DMT_TLS_KEY_RETRIEVAL')
  })
})

await describeOn('mysql', 'MySQL', () => {
  it('that does not grant a lock in time did nothing of the statement, and does it when asked again', async () => {
    const url = await newUser('127.0.0.1')
    const device = { guid: '5a6b7c8d-0000-4000-8000-00000000000a', tenantId: '' }
    // MySQL's own limit for a statement is for reads alone: of a write that waits it is that for locks.
    const store = openStore({ url, retries: 0, statementTimeoutMs: 1_000 })
    await store.devices.insert(device)
    const other = await holder(url, `update devices set hostname = 'held'`)
    await expect(store.devices.update({ ...device, hostname: 'ours' })).rejects.toMatchObject({
      code: 'unavailable',
      nativeCode: '1205',
      notApplied: true,
      retryable: true,
    })
    await other.letGo()
    expect(await store.devices.update({ ...device, hostname: 'ours' })).toMatchObject({ hostname: 'ours' })
  })

  it('is told from MariaDB', async () => {
    const url = (await newUser('127.0.0.1')).replace('mysql:', 'mariadb:')
    await expect(openStore({ url }).ping()).rejects.toMatchObject({
      code: 'unsupported',
      message: expect.stringContaining('write mysql:// in place of mariadb://'),
    })
  })
})
