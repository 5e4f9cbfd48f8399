import { join } from 'node:path'
import { describeStorage } from '@dmt-providers/conformance/vitest'
import { isProviderError, type StorageStore } from '@dmt-providers/core'
import { afterAll, describe, expect, it } from 'vitest'
import { tempFolder } from '../../../tooling/fixtures/temp-folder.js'
import { testProgram } from '../../../tooling/fixtures/test-program.js'
import { describeOwn } from '../../../tooling/servers/describe-own.js'
import { type GaleraCluster, type GaleraNode, startGalera } from '../../../tooling/servers/galera/start-galera.js'
import { freshMariadbAt } from '../../../tooling/servers/mariadb/fresh-mariadb.js'
import { mariadbAt } from '../../../tooling/servers/mariadb/mariadb-at.js'
import { isMissing } from '../../../tooling/servers/server.js'
import { codesOf, proveLedger } from '../../../tooling/write-faults/ledger.js'
import { followWriters } from '../../../tooling/write-faults/running-writers.js'
import { mariadbLedger } from './faults/mariadb-ledger.js'
import { mariadbHarness } from './mariadb-harness.js'
import { openStore } from './open-store.js'

/** Milliseconds in which a cluster may notice that a node is gone, and its stores go on. */
const noticed = 20_000

let cluster: GaleraCluster | undefined

async function nodes(): Promise<readonly [GaleraNode, GaleraNode, GaleraNode]> {
  if (cluster === undefined) {
    const started = await startGalera()
    if (isMissing(started)) throw new Error(started.missing)
    cluster = started
  }
  const [one, two, three] = cluster.nodes
  if (one === undefined || two === undefined || three === undefined) throw new Error('fewer nodes than three')
  return [one, two, three]
}

/** The same database on each of several nodes, in one URL. */
function urlOf(database: string, ...several: readonly GaleraNode[]): string {
  const hosts = several.map(({ url }) => new URL(url).host).join(',')
  const { username, password } = new URL(several[0]?.url ?? '')
  return `mariadb://${username}:${password}@${hosts}/${database}`
}

/** A database of the running test's own in the whole cluster. */
async function database(name: string): Promise<string> {
  const [one] = await nodes()
  await mariadbAt(one.url, `drop database if exists ${name}`, `create database ${name}`)
  return name
}

/** Adds devices one after the other until a number is acknowledged; answers which were, and what the others were told. */
async function insertUntil(store: StorageStore, acknowledged: string[], count: number): Promise<Set<string>> {
  const codes = new Set<string>()
  const late = Date.now() + noticed
  const tag = acknowledged.length.toString(16).padStart(4, '0')
  for (let number = 0; acknowledged.length < count; number++) {
    const guid = `00000000-0000-4000-${tag}-${number.toString(16).padStart(12, '0')}`
    try {
      await store.devices.insert({ guid, tenantId: '' }, { timeoutMs: 8_000 })
      acknowledged.push(guid)
    } catch (error) {
      codes.add(isProviderError(error) ? error.code : String(error))
      if (Date.now() > late) throw error
    }
  }
  return codes
}

/** Adds one to the counter; answers 0 when another writer came first, else 1. */
async function raiseOnce(store: StorageStore): Promise<number> {
  const row = await store.ciraConfigs.get('counter', '')
  if (row === undefined) throw new Error('the row is gone')
  try {
    await store.ciraConfigs.update({ ...row, mpsPort: (row.mpsPort ?? 0) + 1 }, row.version)
    return 1
  } catch (error) {
    if (isProviderError(error) && error.code === 'stale-version') return 0
    throw error
  }
}

/** What befalls a node, and its end. */
const losses: readonly [string, (node: GaleraNode) => Promise<void>, (node: GaleraNode) => Promise<void>][] = [
  ['killed, and comes back', (node) => node.kill(), (node) => node.rejoin()],
  ['cut off, and found again', (node) => node.isolate(true), (node) => node.isolate(false)],
]

/** Reads once the node has what the others committed. */
const settled = (url: string, statement: string) => mariadbAt(url, 'set wsrep_sync_wait = 1', statement)

const stored = async (url: string) => (await settled(url, 'select guid from devices')).map(({ guid }) => String(guid))

await describeOwn('galera', 'a cluster of three', () => {
  const start = testProgram('packages/mariadb', 'faults/ledger-program.ts', ['mariadb'])
  afterAll(() => cluster?.stop())

  describe('as a whole', () => {
    describeStorage(mariadbHarness(async () => await freshMariadbAt((await nodes())[0].url)))
  })

  it('answers a store on one node what a store on another was told to write', async () => {
    const [one, two] = await nodes()
    const name = await database('seen')
    const [writer, reader] = [openStore({ url: urlOf(name, one) }), openStore({ url: urlOf(name, two) })]
    await writer.ping()
    for (let count = 1; count <= 100; count++) {
      const { configName } = await writer.ciraConfigs.insert({ configName: `c${count}`, tenantId: '' })
      expect(await reader.ciraConfigs.get(configName, '')).toMatchObject({ configName })
    }
  })

  it('lets stores on two nodes write the same row: what is not certified is tried again, nothing is lost or doubled', {
    timeout: 60_000,
  }, async () => {
    const [one, two] = await nodes()
    const name = await database('contended')
    const stores = [one, two].map((node) => openStore({ url: urlOf(name, node), retries: 20 }))
    const [first] = stores
    await first?.ciraConfigs.insert({ configName: 'counter', tenantId: '', mpsPort: 0 })
    const raise = async (store: StorageStore): Promise<void> => {
      while ((await raiseOnce(store)) === 0);
    }
    const each = 40
    await Promise.all(
      stores.flatMap((store) =>
        Array.from({ length: 4 }, async () => {
          for (let count = 0; count < each; count++) await raise(store)
        }),
      ),
    )
    expect(await first?.ciraConfigs.get('counter', '')).toMatchObject({ mpsPort: 8 * each })
    const conflicts = await Promise.all(
      [one, two].map(async ({ url }): Promise<number> => {
        const rows = await mariadbAt(
          url,
          `show status where variable_name in ('wsrep_local_cert_failures', 'wsrep_local_bf_aborts')`,
        )
        return rows.reduce((sum: number, { Value }) => sum + Number(Value), 0)
      }),
    )
    // Without any the test would show nothing.
    expect(conflicts.reduce((sum, one) => sum + one, 0)).toBeGreaterThan(0)
  })

  it('tells a store which does not try again that what is not certified took no effect', {
    timeout: 60_000,
  }, async () => {
    const [one, two] = await nodes()
    const name = await database('refused')
    const stores = [one, two].map((node) => openStore({ url: urlOf(name, node), retries: 0 }))
    await stores[0]?.ciraConfigs.insert({ configName: 'counter', tenantId: '', mpsPort: 0 })
    const books = { acknowledged: 0, refused: [] as unknown[] }
    while (books.refused.length === 0) {
      const outcomes = await Promise.allSettled(stores.flatMap((store) => [raiseOnce(store), raiseOnce(store)]))
      for (const outcome of outcomes) {
        if (outcome.status === 'rejected') books.refused.push(outcome.reason)
        else books.acknowledged += outcome.value
      }
    }
    for (const error of books.refused)
      expect(error).toMatchObject({ code: 'unavailable', nativeCode: '1213', notApplied: true, retryable: true })
    expect(await stores[0]?.ciraConfigs.get('counter', '')).toMatchObject({ mpsPort: books.acknowledged })
  })

  it('loses a node: the store goes on with the next of its hosts, and what was acknowledged is there', {
    timeout: 120_000,
  }, async () => {
    const [one, two, three] = await nodes()
    const name = await database('lost')
    const store = openStore({ url: urlOf(name, one, two, three) })
    const acknowledged: string[] = []
    await insertUntil(store, acknowledged, 100)
    await one.kill()
    const codes = await insertUntil(store, acknowledged, 200)
    expect([...codes].filter((code) => code !== 'unavailable' && code !== 'timeout')).toEqual([])
    const there = new Set(await stored(urlOf(name, three)))
    expect(acknowledged.filter((guid) => !there.has(guid))).toEqual([])
    await one.rejoin()
    await cluster?.together(3)
    expect((await stored(urlOf(name, one))).length).toBe(there.size)
  })

  it('cuts a node off: its store says unavailable, one with more hosts goes to the next, and both are right afterwards', {
    timeout: 120_000,
  }, async () => {
    const [one, two, three] = await nodes()
    const name = await database('cut_off')
    const alone = openStore({ url: urlOf(name, one) })
    const several = openStore({ url: urlOf(name, one, two, three) })
    const acknowledged: string[] = []
    await insertUntil(several, acknowledged, 20)
    await alone.ping()
    await one.isolate(true)
    const codes = await insertUntil(several, acknowledged, 100)
    expect([...codes].filter((code) => code !== 'unavailable' && code !== 'timeout')).toEqual([])
    const refused = await alone.devices.count('').catch((error: unknown) => error)
    expect(refused).toMatchObject({ code: 'unavailable', retryable: true })
    await expect(
      alone.devices.insert({ guid: '5a6b7c8d-0000-4000-8000-00000000000a', tenantId: '' }),
    ).rejects.toMatchObject({ code: 'unavailable' })
    await one.isolate(false)
    await cluster?.together(3)
    const there = new Set(await stored(urlOf(name, one)))
    expect(acknowledged.filter((guid) => !there.has(guid))).toEqual([])
    expect(await alone.devices.count('')).toBe(there.size)
  })

  it.each(losses)(
    'loses nothing of 64 writers and applies nothing twice when the node that they use is %s',
    {
      timeout: 120_000,
    },
    async (_, lose, find) => {
      const [one, two, three] = await nodes()
      const own = await mariadbLedger.database(one.url)
      const url = urlOf(new URL(own).pathname.slice(1), one, two, three)
      const file = join(await tempFolder(), 'ledger.json')
      const writers = await followWriters(start([url, file]))
      await lose(one)
      await writers.acknowledgedAfter(Date.now() + 1_000)
      await writers.acknowledgedMore(500)
      await find(one)
      await cluster?.together(3)
      await writers.end()
      for (const node of [one, three]) {
        const ledger = await proveLedger(settled, urlOf(new URL(own).pathname.slice(1), node), file)
        expect(codesOf(ledger).filter((code) => code !== 'unavailable' && code !== 'timeout')).toEqual([])
      }
    },
  )
})
