import type { StorageHarness } from '@dmt-providers/conformance'
import type { StoreOptions } from '@dmt-providers/core'
import { type FreshDatabase, freshDatabase } from '../../../tooling/servers/fresh-database.js'
import { createPostgres } from '../src/index.js'
import { sqlAt, urlWith } from './sql-at.js'
import { type TempRole, tempRole } from './temp-role.js'

const wrongPassword = 'Wrong-Password-1'

/** What a run of the suite works on. */
interface Place {
  database: FreshDatabase
  /** A database that a newer release wrote. */
  future: FreshDatabase
  /** May connect and use no table. */
  powerless: TempRole
  /** May have no connection at all. */
  exhausted: TempRole
}

/** A PostgreSQL database of its own to run the suite on. `unicodeCase` is what the server's locale makes of `É`. */
export function postgresHarness(unicodeCase: boolean): StorageHarness {
  let place: Place | undefined
  const get = (): Place => {
    if (place === undefined) throw new Error('setUp was not called')
    return place
  }
  const url = () => get().database.url
  const open = async (options?: StoreOptions) => createPostgres({ url: url(), ...options })
  const openAt = (change: () => Parameters<typeof urlWith>[1]) => async (options?: StoreOptions) =>
    createPostgres({ url: urlWith(url(), change()), ...options })
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
      'unknown-database': openAt(() => ({ pathname: '/no_such_database' })),
      unreachable: openAt(() => ({ port: '1' })),
      'no-permission': async (options) => createPostgres({ url: get().powerless.url, ...options }),
      exhausted: async (options) => createPostgres({ url: get().exhausted.url, ...options }),
      'future-schema': async (options) => createPostgres({ url: get().future.url, ...options }),
    },
    endpoint: {
      address: () => ({ host: new URL(url()).hostname, port: Number(new URL(url()).port) }),
      open: ({ host, port }, options) => openAt(() => ({ hostname: host, port: String(port) }))(options),
    },
    raw: { execute: (statement) => sqlAt(url(), statement) },
    confidential: () => [
      wrongPassword,
      new URL(url()).password,
      get().powerless.password,
      get().exhausted.password,
      url(),
    ],
    reasons: { sealed: 'a PostgreSQL server has no sealed state' },
    async setUp() {
      place = await makePlace()
    },
    tearDown: () => removePlace(get()),
  }
}

async function makePlace(): Promise<Place> {
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
  return { database, future, powerless, exhausted }
}

async function removePlace({ database, future, powerless, exhausted }: Place): Promise<void> {
  for (const role of [powerless, exhausted]) await role.drop()
  for (const one of [database, future]) await one.drop()
}
