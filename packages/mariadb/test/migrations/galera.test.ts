import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeOwn } from '../../../../tooling/servers/describe-own.js'
import { type GaleraCluster, startGalera } from '../../../../tooling/servers/galera/start-galera.js'
import { mariadbAt } from '../../../../tooling/servers/mariadb/mariadb-at.js'
import { isMissing } from '../../../../tooling/servers/server.js'
import { openStore } from '../open-store.js'
import { migratorAt } from './migrator-at.js'
import { allRows, wholeCatalogue } from './whole-catalogue.js'

await describeOwn('galera', 'migrations in a cluster of three', () => {
  let cluster: GaleraCluster | undefined
  beforeAll(async () => {
    const started = await startGalera()
    if (isMissing(started)) throw new Error(started.missing)
    cluster = started
  }, 180_000)
  afterAll(() => cluster?.stop())

  /** The URLs of an empty database on each of the nodes. */
  async function database(name: string): Promise<readonly string[]> {
    const urls = (cluster?.nodes ?? []).map((node) => node.url)
    await mariadbAt(urls[0] ?? '', `create database ${name}`)
    return urls.map((url) => Object.assign(new URL(url), { pathname: `/${name}` }).href)
  }

  /** What each node has, once it has all that the others wrote. */
  const everywhere = async (urls: readonly string[]) => {
    for (const url of urls) await mariadbAt(url, 'set wsrep_sync_wait = 1', 'select 1')
    return await Promise.all(urls.map((url) => wholeCatalogue(url)))
  }

  it('that come to two nodes together leave one result, each step done by one of them', {
    timeout: 120_000,
  }, async () => {
    const [urls, alone] = [await database('together'), await database('alone')]
    await migratorAt(alone[0] ?? '', ['devices', 'configurations']).apply()
    const runners = [0, 1, 2, 0, 1].map((node) => migratorAt(urls[node] ?? '', ['devices', 'configurations']))
    const plan = await runners[0]?.plan()
    const results = await Promise.all(runners.map((runner) => runner.apply({ lockTimeoutMs: 100_000 })))
    expect(results.flatMap(({ applied }) => applied)).toHaveLength(
      plan?.parts.flatMap(({ steps }) => steps).length ?? 0,
    )
    const [whole] = await everywhere(alone)
    expect(await everywhere(urls)).toEqual([whole, whole, whole])
    for (const url of urls) expect((await migratorAt(url).verify()).problems).toEqual([])
  })

  it('are waited for on each node, whichever of them the lock was taken on', { timeout: 60_000 }, async () => {
    const [one = '', two = ''] = await database('waited')
    await migratorAt(one, ['devices']).apply()
    await mariadbAt(
      one,
      'alter table devices drop column deviceinfo',
      `insert into dmt_migration_lock values ('migrations', 'somebody', utc_timestamp(6) + interval 1 hour)`,
    )
    await expect(migratorAt(two).apply({ lockTimeoutMs: 1_000 })).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('(somebody, until'),
    })
    await mariadbAt(two, 'delete from dmt_migration_lock')
    await migratorAt(one).apply()
    expect((await migratorAt(two).verify()).problems).toEqual([])
  })

  it('of services whose first calls come to each node together make the tables once', {
    timeout: 120_000,
  }, async () => {
    const urls = await database('services')
    await Promise.all([...urls, ...urls].map((url) => openStore({ url, timeoutMs: 100_000 }).ping()))
    for (const url of urls) expect((await migratorAt(url).verify()).problems).toEqual([])
    expect(Object.keys(await allRows(urls[0] ?? ''))).toContain('profiles')
  })

  it('go on over the nodes that are left when the one that they work on is killed', { timeout: 180_000 }, async () => {
    const urls = await database('killed')
    const [first] = cluster?.nodes ?? []
    let killed: Promise<void> | undefined
    const running = migratorAt(urls[0] ?? '', ['devices', 'configurations']).apply({
      onProgress: ({ title }) => {
        if (title === 'create the table profiles') killed ??= first?.kill()
      },
    })
    await expect(running).rejects.toMatchObject({ code: 'unavailable' })
    await killed
    await cluster?.together(2)
    await migratorAt(urls[1] ?? '', ['devices', 'configurations']).apply({ lockTimeoutMs: 60_000 })
    expect((await migratorAt(urls[2] ?? '').verify()).problems).toEqual([])
    await first?.rejoin()
    await cluster?.together(3)
    const [one, two] = await everywhere(urls)
    expect(one).toEqual(two)
  })
})
