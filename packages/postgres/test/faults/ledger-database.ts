import { createPostgres } from '../../src/index.js'
import { sqlAt, urlWith } from '../sql-at.js'
import { noteWrites } from './ledger.js'

/** A new database of a server, with the store's tables, that notes each write. Answers its URL. */
export async function ledgerDatabase(server: string): Promise<string> {
  const name = `faults_${process.hrtime.bigint()}`
  await sqlAt(server, `create database ${name}`)
  const url = urlWith(server, { pathname: `/${name}` })
  const store = createPostgres({ url })
  await store.ping()
  await store.close()
  await noteWrites(url)
  return url
}
