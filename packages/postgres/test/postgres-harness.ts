import type { StorageHarness } from '@dmt-providers/conformance'
import type { StoreOptions } from '@dmt-providers/core'
import { urlWith } from '../../../tooling/fixtures/url-with.js'
import { type FreshDatabase, freshDatabase } from '../../../tooling/servers/fresh-database.js'
import { startPgbouncer } from '../../../tooling/servers/pgbouncer/start-pgbouncer.js'
import { isMissing } from '../../../tooling/servers/server.js'
import { createPostgres } from '../src/index.js'
import { sqlAt } from './sql-at.js'
import { type TempRole, tempRole } from './temp-role.js'

const wrongPassword = 'Wrong-Password-1'

/** How a server of the tests is reached. */
type Way = 'directly' | 'through-pgbouncer'

/** What a run of the suite works on. */
interface Place {
  /** The URL by which a store reaches a database of the server. */
  reached(url: string): string
  /** Removes what is between the stores and the server. */
  leave(): Promise<void>
  database: FreshDatabase
  /** A database that a newer release wrote. */
  future: FreshDatabase
  /** May connect and use no table. */
  powerless: TempRole
  /** May have no connection at all. */
  exhausted: TempRole
}

/** A PostgreSQL database of its own to run the suite on. `unicodeCase` is what the server's locale makes of `É`. */
export function postgresHarness(unicodeCase: boolean, way: Way = 'directly'): StorageHarness {
  let place: Place | undefined
  const get = (): Place => {
    if (place === undefined) throw new Error('setUp was not called')
    return place
  }
  const at = (of: (made: Place) => { url: string }) => get().reached(of(get()).url)
  const url = () => at(({ database }) => database)
  const open = async (options?: StoreOptions) => createPostgres({ url: url(), ...options })
  const openAt = (change: () => Parameters<typeof urlWith>[1]) => async (options?: StoreOptions) =>
    createPostgres({ url: urlWith(url(), change()), ...options })
  const openExhausted = async (options?: StoreOptions) =>
    createPostgres({ url: at(({ exhausted }) => exhausted), ...options })
  return {
    contract: 'storage',
    provider: 'postgres',
    unicodeCase,
    open,
    openSecond: open,
    openWithOptions: async (added) => createPostgres({ url: url(), ...added }),
    openWith: {
      'wrong-password': openAt(() => ({ password: wrongPassword })),
      'unknown-user': openAt(() => ({ username: 'nobody_by_this_name' })),
      // PgBouncer lets who asks for one wait, for 15 seconds after each that the server refused.
      'unknown-database': async (options) =>
        createPostgres({ url: urlWith(url(), { pathname: '/no_such_database' }), connectTimeoutMs: 1_000, ...options }),
      unreachable: openAt(() => ({ port: '1' })),
      'no-permission': async (options) => createPostgres({ url: at(({ powerless }) => powerless), ...options }),
      ...(way === 'directly' ? { exhausted: openExhausted } : {}),
      'future-schema': async (options) => createPostgres({ url: at(({ future }) => future), ...options }),
    },
    endpoint: {
      address: () => ({ host: new URL(url()).hostname, port: Number(new URL(url()).port) }),
      open: ({ host, port }, options) => openAt(() => ({ hostname: host, port: String(port) }))(options),
    },
    raw: { execute: (statement) => sqlAt(get().database.url, statement) },
    confidential: () => [
      wrongPassword,
      new URL(url()).password,
      get().powerless.password,
      get().exhausted.password,
      url(),
    ],
    reasons: {
      sealed: 'a PostgreSQL server has no sealed state',
      exhausted: 'PgBouncer answers so once, and lets who asks next wait for 15 seconds',
    },
    async setUp() {
      place = await makePlace(way)
    },
    tearDown: () => removePlace(get()),
  }
}

async function makePlace(way: Way): Promise<Place> {
  const database = await freshDatabase()
  const store = createPostgres({ url: database.url })
  await store.ping()
  await store.close()
  const future = await freshDatabase()
  await sqlAt(
    future.url,
    'create table dmt_migrations (name varchar(200) primary key, applied_at varchar(30))',
    `insert into dmt_migrations values ('0001-devices', ''), ('9999-from-a-later-release', '')`,
  )
  const powerless = await tempRole(database.url)
  const exhausted = await tempRole(database.url, 'connection limit 0')
  return { ...(await wayTo(way, database.url)), database, future, powerless, exhausted }
}

async function wayTo(way: Way, databaseUrl: string): Promise<Pick<Place, 'reached' | 'leave'>> {
  if (way === 'directly') return { reached: (url) => url, leave: async () => undefined }
  const proxy = await startPgbouncer(databaseUrl)
  if (isMissing(proxy)) throw new Error(proxy.missing)
  const { hostname, port } = new URL(proxy.url)
  return {
    reached: (url) => urlWith(url, { hostname, port, search: '?preparedStatements=false' }),
    leave: () => proxy.stop(),
  }
}

async function removePlace({ leave, database, future, powerless, exhausted }: Place): Promise<void> {
  await leave()
  for (const role of [powerless, exhausted]) await role.drop()
  for (const one of [database, future]) await one.drop()
}
