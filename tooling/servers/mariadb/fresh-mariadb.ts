import { randomBytes } from 'node:crypto'
import type { FreshDatabase } from '../fresh-database.js'
import { isMissing } from '../server.js'
import { testServer } from '../test-server.js'
import { mariadbAt } from './mariadb-at.js'

/**
 * An empty MariaDB or MySQL database of the test's own on the server that the run shares.
 * Throws when there is no server: tests that may be skipped ask within `describeOn('mariadb', …)`.
 */
export async function freshMariadb(kind: 'mariadb' | 'mysql' = 'mariadb'): Promise<FreshDatabase> {
  const server = await testServer(kind)
  if (isMissing(server)) throw new Error(`No server of the kind ${kind}: ${server.missing}`)
  return await freshMariadbAt(server.url)
}

/** The same on a server that the caller names by its administrator's URL. */
export async function freshMariadbAt(server: string): Promise<FreshDatabase> {
  const name = `dmt_test_${randomBytes(6).toString('hex')}`
  await mariadbAt(server, `create database ${name}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  return {
    url: url.href,
    drop: async () => void (await mariadbAt(server, `drop database if exists ${name}`)),
  }
}
