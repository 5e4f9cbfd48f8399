import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { isMissing } from './server.js'
import { testServer } from './test-server.js'

/** A database that only its test knows. */
export interface FreshDatabase {
  url: string
  /** Removes it, together with the connections that are still open to it. */
  drop(): Promise<void>
}

/**
 * An empty PostgreSQL database of the test's own on the server that the run shares.
 * Throws when there is no server: tests that may be skipped ask within `describeOn('postgres', …)`.
 */
export async function freshDatabase(): Promise<FreshDatabase> {
  const server = await testServer('postgres')
  if (isMissing(server)) throw new Error(`No PostgreSQL server: ${server.missing}`)
  const name = `dmt_test_${randomBytes(6).toString('hex')}`
  await administer(server.url, `create database ${name}`)
  const url = new URL(server.url)
  url.pathname = `/${name}`
  return { url: url.href, drop: () => administer(server.url, `drop database if exists ${name} with (force)`) }
}

async function administer(url: string, statement: string) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
