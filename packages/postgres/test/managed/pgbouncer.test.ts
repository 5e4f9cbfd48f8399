import { expect, it, onTestFinished } from 'vitest'
import { urlWith } from '../../../../tooling/fixtures/url-with.js'
import { describeOwn } from '../../../../tooling/servers/describe-own.js'
import { startPgbouncer } from '../../../../tooling/servers/pgbouncer/start-pgbouncer.js'
import { isMissing } from '../../../../tooling/servers/server.js'
import { holder } from '../holder.js'
import { openStore } from '../open-store.js'
import { sqlAt } from '../sql-at.js'
import { tempDatabase } from '../temp-database.js'

const device = { guid: '5a6b7c8d-0000-4000-8000-00000000000b', tenantId: '' }
const unnamed = '?preparedStatements=false'

/** A database, and its URL through a proxy that has two sessions for all transactions. */
async function pooled(): Promise<{ direct: string; url: string }> {
  const direct = await tempDatabase()
  const proxy = await startPgbouncer(direct, { poolSize: 2 })
  if (isMissing(proxy)) throw new Error(proxy.missing)
  onTestFinished(() => proxy.stop())
  return { direct, url: proxy.url }
}

await describeOwn('pgbouncer', 'a store behind a proxy that pools transactions', () => {
  it('serves many calls on few sessions, and leaves nothing prepared in them', async () => {
    const { direct, url } = await pooled()
    const store = openStore({ url: urlWith(url, { search: unnamed }), poolMax: 16 })
    await store.devices.insert(device)
    for (let round = 0; round < 5; round++)
      expect(await Promise.all(Array.from({ length: 32 }, () => store.devices.count('')))).toEqual(Array(32).fill(1))
    const sessions = `from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`
    expect((await sqlAt(direct, `select ${sessions}`)).length).toBeLessThanOrEqual(2)
    expect(await sqlAt(urlWith(url, {}), 'select name from pg_prepared_statements')).toEqual([])
  })

  it('is told to say so when it does not', async () => {
    const { url } = await pooled()
    await expect(openStore({ url }).ping()).rejects.toMatchObject({
      code: 'invalid-options',
      retryable: false,
      message: expect.stringContaining('preparedStatements=false'),
    })
  })

  it('refuses server settings, which the proxy would refuse', async () => {
    const { url } = await pooled()
    expect(() => openStore({ url: urlWith(url, { search: `${unnamed}&options=-c%20geqo%3Doff` }) })).toThrow(
      expect.objectContaining({ code: 'invalid-options', message: expect.stringContaining('ALTER ROLE') }),
    )
  })

  it('keeps the limit of a statement by itself, and the store stays usable', async () => {
    const { direct, url } = await pooled()
    const store = openStore({ url: urlWith(url, { search: unnamed }), statementTimeoutMs: 300, retries: 0 })
    await store.devices.insert(device)
    const other = await holder(direct, `update devices set hostname = 'held'`)
    const begun = performance.now()
    await expect(store.devices.update(device)).rejects.toMatchObject({ code: 'timeout' })
    expect(performance.now() - begun).toBeLessThan(3_000)
    await other.letGo()
    expect(await store.devices.update(device)).toMatchObject(device)
  })
})
