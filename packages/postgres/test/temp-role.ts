import { randomBytes } from 'node:crypto'
import { urlWith } from '../../../tooling/fixtures/url-with.js'
import { sqlAt } from './sql-at.js'

/** A role of the server that may log in, and no more unless granted. */
export interface TempRole {
  readonly name: string
  readonly password: string
  /** The database's URL with this role's name and password. */
  readonly url: string
  /** Removes it with everything it was granted in this database. */
  drop(): Promise<void>
}

/** Makes a role; `attributes` are those of `create role`, for instance `connection limit 0`. */
export async function tempRole(databaseUrl: string, attributes = ''): Promise<TempRole> {
  const name = `dmt_role_${randomBytes(6).toString('hex')}`
  const password = randomBytes(12).toString('hex')
  await sqlAt(databaseUrl, `create role ${name} login password '${password}' ${attributes}`)
  return {
    name,
    password,
    url: urlWith(databaseUrl, { username: name, password }),
    async drop() {
      await sqlAt(databaseUrl, `drop owned by ${name}`, `drop role ${name}`)
    },
  }
}
