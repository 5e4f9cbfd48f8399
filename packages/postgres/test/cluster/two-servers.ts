import { FaultProxy } from '@dmt-providers/conformance'
import { afterAll, beforeAll, beforeEach, onTestFinished } from 'vitest'
import { urlWith } from '../../../../tooling/fixtures/url-with.js'
import { isMissing, type OwnServer } from '../../../../tooling/servers/server.js'
import { startOwnServer } from '../../../../tooling/servers/start-server.js'
import { createPostgres } from '../../src/index.js'
import { sqlAt } from '../sql-at.js'

/** One of two servers that a test may do anything to but end. */
export interface Side {
  /** Administrator's URL of the database that has the tables. */
  readonly url: string
  readonly host: string
  /** Resolves once its new transactions only read, or accept writes again; open connections hear of it. */
  onlyReads(only: boolean): Promise<void>
  /** Statements of the connections that stores have to it, the last of each. */
  lastStatements(): Promise<readonly unknown[]>
  /** A proxy in front of it, until the test ends. */
  proxy(): Promise<FaultProxy>
}

/** The password of both servers' administrator. */
export const password = 'Both-Servers-1'

/** Two servers of the tests' own, with the same administrator and tables; both accept writes when a test begins. */
export function twoServers(): () => readonly [Side, Side] {
  const servers: OwnServer[] = []
  let sides: readonly [Side, Side] | undefined
  beforeAll(async () => {
    sides = [await start(servers), await start(servers)]
  })
  beforeEach(async () => {
    for (const one of sides ?? []) await one.onlyReads(false)
  })
  afterAll(async () => {
    for (const server of servers) await server.stop()
  })
  return () => {
    if (sides === undefined) throw new Error('the servers have not been started')
    return sides
  }
}

/** A URL with the hosts of several others, in this order, and with the credentials and database of the first. */
export function urlOfHosts(hosts: readonly string[], { url }: Pick<Side, 'url'>, search = ''): string {
  return url.replace(new URL(url).host, hosts.join()) + search
}

async function start(servers: OwnServer[]): Promise<Side> {
  const server = await startOwnServer('postgres')
  if (isMissing(server)) throw new Error(server.missing)
  servers.push(server)
  await sqlAt(server.url, `alter role postgres password '${password}'`)
  const url = urlWith(server.url, { password })
  const store = createPostgres({ url })
  await store.ping()
  await store.close()
  return side(url)
}

function side(url: string): Side {
  const { host, hostname, port } = new URL(url)
  const ofStores = `from pg_stat_activity where application_name = 'dmt-providers'`
  return {
    url,
    host,
    async onlyReads(only) {
      const value = only ? 'on' : 'off'
      await sqlAt(url, `alter system set default_transaction_read_only = ${value}`, 'select pg_reload_conf()')
      for (;;) {
        const [row] = await sqlAt(url, 'show default_transaction_read_only')
        if (row?.default_transaction_read_only === value) return
      }
    },
    lastStatements: async () => (await sqlAt(url, `select query ${ofStores}`)).map(({ query }) => query),
    async proxy() {
      const proxy = await FaultProxy.start({ host: hostname, port: Number(port) })
      onTestFinished(() => proxy.close())
      return proxy
    },
  }
}
