import { randomBytes } from 'node:crypto'
import { urlWith } from '../../../tooling/fixtures/url-with.js'
import { mssqlAt } from '../../../tooling/servers/mssql/mssql-at.js'

/** A user of a database who may log in, and no more unless granted. */
export interface TempUser {
  readonly name: string
  readonly password: string
  /** The database's URL with this user's name and password. */
  readonly url: string
  drop(): Promise<void>
}

/** Makes a login, and its user in the database of the URL. */
export async function tempUser(databaseUrl: string): Promise<TempUser> {
  const name = `dmt_${randomBytes(6).toString('hex')}`
  const password = `Aa1-${randomBytes(12).toString('hex')}`
  await mssqlAt(
    databaseUrl,
    `create login ${name} with password = '${password}'`,
    `create user ${name} for login ${name}`,
  )
  return {
    name,
    password,
    url: urlWith(databaseUrl, { username: name, password }),
    async drop() {
      await mssqlAt(databaseUrl, `drop user ${name}`, `drop login ${name}`)
    },
  }
}
