import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SecretsHarness } from '@dmt-providers/conformance'
import { Call, Environment, openRecords, openSecrets, registerProvider, type StoreOptions } from '@dmt-providers/core'
import { providers as databases } from '@dmt-providers/postgres'
import { urlWith } from '../../../tooling/fixtures/url-with.js'
import { type FreshDatabase, freshDatabase } from '../../../tooling/servers/fresh-database.js'
import { embeddedSql } from '../../postgres/test/embedded-sql.js'
import { type PlainRow, sqlAt } from '../../postgres/test/sql-at.js'
import { type TempRole, tempRole } from '../../postgres/test/temp-role.js'
import { providers as envelopes, generateKey } from '../src/index.js'

for (const provider of [...databases, ...envelopes]) registerProvider(provider)

const wrongPassword = 'Wrong-Password-1'
const laterRelease = [
  'create table dmt_migrations (name varchar(200) primary key, applied_at varchar(30))',
  `insert into dmt_migrations values ('9999-from-a-later-release', '')`,
]

/** Runs one plain statement where the secrets are kept. */
type Run = (statement: string) => Promise<readonly PlainRow[]>

/** What both kinds of database have in common. `url` names the database, without `envelope+`. */
function parts(url: () => string, run: Run) {
  const key = generateKey()
  const openAt = async (at: string, options: StoreOptions = {}, keyInUse = key, added = '') => {
    const environment = new Environment({ KEY_OF_THE_TEST: keyInUse })
    const query = `${at.includes('?') ? '&' : '?'}key=env:KEY_OF_THE_TEST${added}`
    return await openSecrets(`envelope+${at}${query}`, { ...options, environment })
  }
  const open = async (options?: StoreOptions) => await openAt(url(), options)
  return {
    key,
    openAt,
    open,
    openWithOptions: async (added: Readonly<Record<string, unknown>>) => {
      const parameters = Object.entries(added).map(([name, value]) => `&${name}=${encodeURIComponent(String(value))}`)
      return await openAt(url(), {}, key, parameters.join(''))
    },
    'wrong-key': (options?: StoreOptions) => openAt(url(), options, generateKey()),
    raw: {
      async corrupt(path: string) {
        await run(`update dmt_secret_versions set body = 'damaged' where path = '${path}'`)
      },
      async stored(path: string) {
        return JSON.stringify([
          await run(`select * from dmt_secrets where path = '${path}'`),
          await run(`select * from dmt_secret_versions where path = '${path}'`),
        ])
      },
    },
  }
}

/** Makes the tables, so that others may be refused them. */
async function makeTables(url: string): Promise<void> {
  const records = await openRecords(url)
  await records.list('', new Call({}))
  await records.close()
}

/** What a run on a server works on. */
interface Place {
  database: FreshDatabase
  future: FreshDatabase
  powerless: TempRole
  exhausted: TempRole
}

/** A PostgreSQL database of its own to run the suite on. */
export function serverHarness(): SecretsHarness {
  let place: Place | undefined
  const get = (): Place => {
    if (place === undefined) throw new Error('setUp was not called')
    return place
  }
  const url = () => get().database.url
  const { key, openAt, open, openWithOptions, raw, ...situations } = parts(url, (statement) => sqlAt(url(), statement))
  const changed = (change: Parameters<typeof urlWith>[1]) => (options?: StoreOptions) =>
    openAt(urlWith(url(), change), options)
  return {
    contract: 'secrets',
    provider: 'envelope (PostgreSQL)',
    capabilities: { compareAndSet: true, history: true },
    keyOrder: true,
    open,
    openSecond: open,
    openWithOptions,
    openWith: {
      ...situations,
      'wrong-password': changed({ password: wrongPassword }),
      'unknown-user': changed({ username: 'nobody_by_this_name' }),
      'unknown-database': changed({ pathname: '/no_such_database' }),
      unreachable: changed({ port: '1' }),
      'no-permission': (options) => openAt(get().powerless.url, options),
      exhausted: (options) => openAt(get().exhausted.url, options),
      'future-schema': (options) => openAt(get().future.url, options),
    },
    endpoint: {
      address: () => ({ host: new URL(url()).hostname, port: Number(new URL(url()).port) }),
      open: ({ host, port }, options) => changed({ hostname: host, port: String(port) })(options),
    },
    confidential: () => [key, wrongPassword, new URL(url()).password, get().powerless.password],
    reasons: { sealed: 'a PostgreSQL server has no sealed state' },
    raw,
    async setUp() {
      const database = await freshDatabase()
      await makeTables(database.url)
      const future = await freshDatabase()
      await sqlAt(future.url, ...laterRelease)
      const powerless = await tempRole(database.url)
      const exhausted = await tempRole(database.url, 'connection limit 0')
      place = { database, future, powerless, exhausted }
    },
    async tearDown() {
      for (const role of [get().powerless, get().exhausted]) await role.drop()
      for (const one of [get().database, get().future]) await one.drop()
    },
  }
}

/** A folder with an embedded database to run the suite on. */
export function embeddedHarness(): SecretsHarness {
  let place = ''
  const folder = () => join(place, 'database')
  const { key, openAt, open, openWithOptions, raw, ...situations } = parts(
    () => `pglite:${folder()}`,
    (statement) => embeddedSql(folder(), statement),
  )
  return {
    contract: 'secrets',
    provider: 'envelope (PGlite)',
    capabilities: { compareAndSet: true, history: true },
    keyOrder: true,
    open,
    openWithOptions,
    openWith: {
      ...situations,
      'unknown-database': (options) => openAt(`pglite:${join(place, randomUUID())}?create=false`, options),
      'future-schema': (options) => openAt(`pglite:${join(place, 'future')}`, options),
    },
    confidential: () => [key],
    reasons: {
      'second-store': 'one process has one embedded database, and another process is refused',
      endpoint: 'an embedded database has no network endpoint',
      'wrong-password': 'an embedded database asks for no password; a wrong key is a case of its own',
      'unknown-user': 'an embedded database asks for no user',
      'no-permission': 'the folder is refused as for storage, where this is tested',
      unreachable: 'an embedded database has no network endpoint',
      exhausted: 'an embedded database has one connection, for which calls wait',
      sealed: 'an embedded database has no sealed state',
    },
    raw,
    async setUp() {
      place = await mkdtemp(join(tmpdir(), 'dmt-envelope-pglite-'))
      await embeddedSql(join(place, 'future'), ...laterRelease)
    },
    tearDown: () => rm(place, { recursive: true, force: true }),
  }
}
