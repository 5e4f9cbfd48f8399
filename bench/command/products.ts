import { type FreshDatabase, freshDatabase } from '../../tooling/servers/fresh-database.js'
import type { KindName } from '../../tooling/servers/kinds.js'
import { freshMariadb } from '../../tooling/servers/mariadb/fresh-mariadb.js'
import { isMissing } from '../../tooling/servers/server.js'
import { testServer } from '../../tooling/servers/test-server.js'

/** A server that calls are measured on. */
export interface Product {
  /** As it is called in a report. */
  readonly title: string
  /** What stands against the store. */
  readonly raw: string
  /** Documentation page that has the result. */
  readonly page: string
  /** An empty database, on a server of that version. Throws when there is none. */
  database(): Promise<{ version: string; database: FreshDatabase }>
}

/** What `--on` may name, beside the embedded `pglite`. */
export const products = {
  postgres: {
    title: 'PostgreSQL',
    raw: '`pg` pool of 10 connections, named prepared statements',
    page: 'performance.md',
    database: () => databaseOn('postgres', freshDatabase),
  },
  mariadb: {
    title: 'MariaDB',
    raw: '`mariadb` pool of 10 connections, prepared statements (`execute`)',
    page: 'performance-mariadb.md',
    database: () => databaseOn('mariadb', freshMariadb),
  },
  mysql: {
    title: 'MySQL',
    raw: '`mariadb` pool of 10 connections, prepared statements (`execute`)',
    page: 'performance-mariadb.md',
    database: () => databaseOn('mysql', () => freshMariadb('mysql')),
  },
} as const satisfies Record<string, Product>

/** The name of one of them. */
export type ProductName = keyof typeof products

async function databaseOn(kind: KindName, fresh: () => Promise<FreshDatabase>) {
  const server = await testServer(kind)
  if (isMissing(server)) throw new Error(`No server of the kind ${kind}: ${server.missing}`)
  return { version: server.version, database: await fresh() }
}
