import { randomBytes } from 'node:crypto'
import { urlWith } from '../../../tooling/fixtures/url-with.js'
import { mariadbAt } from '../../../tooling/servers/mariadb/mariadb-at.js'

/** A user of the server that may log in, and no more unless granted. */
export interface TempUser {
  readonly name: string
  readonly password: string
  /** The database's URL with this user's name and password. */
  readonly url: string
  drop(): Promise<void>
}

/** Makes a user; `attributes` are those of `create user`, for instance `with max_user_connections 1`. */
export async function tempUser(databaseUrl: string, attributes = ''): Promise<TempUser> {
  const name = `dmt_${randomBytes(6).toString('hex')}`
  const password = randomBytes(12).toString('hex')
  await mariadbAt(databaseUrl, `create user ${name}@'%' identified by '${password}' ${attributes}`)
  return {
    name,
    password,
    url: urlWith(databaseUrl, { username: name, password }),
    async drop() {
      await mariadbAt(databaseUrl, `drop user ${name}@'%'`)
    },
  }
}
