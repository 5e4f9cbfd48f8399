import type { StorageHarness } from '@dmt-providers/conformance'
import type { StoreOptions } from '@dmt-providers/core'
import { type Connection, createConnection } from 'mariadb'
import { urlWith } from '../../../tooling/fixtures/url-with.js'
import type { FreshDatabase } from '../../../tooling/servers/fresh-database.js'
import { mariadbAt } from '../../../tooling/servers/mariadb/mariadb-at.js'
import { createMariadb } from '../src/index.js'
import { type TempUser, tempUser } from './temp-user.js'

const wrongPassword = 'Wrong-Password-1'

/** What a run of the suite works on. */
interface Place {
  database: FreshDatabase
  /** A database that a newer release wrote. */
  future: FreshDatabase
  /** May connect and use no table. */
  powerless: TempUser
  /** May have one connection, which is in use. */
  exhausted: TempUser
  holder: Connection
}

/** A database of its own to run the suite on, which `fresh` makes. */
export function mariadbHarness(fresh: () => Promise<FreshDatabase>): StorageHarness {
  let place: Place | undefined
  const get = (): Place => {
    if (place === undefined) throw new Error('setUp was not called')
    return place
  }
  const url = () => get().database.url
  const open = async (options?: StoreOptions) => createMariadb({ url: url(), ...options })
  const openAt = (change: () => Parameters<typeof urlWith>[1]) => async (options?: StoreOptions) =>
    createMariadb({ url: urlWith(url(), change()), ...options })
  return {
    contract: 'storage',
    provider: 'mariadb',
    unicodeCase: true,
    open,
    openSecond: open,
    openWithOptions: async (added) => createMariadb({ url: url(), ...added }),
    openWith: {
      'wrong-password': openAt(() => ({ password: wrongPassword })),
      'unknown-user': openAt(() => ({ username: 'nobody_by_this_name' })),
      'unknown-database': openAt(() => ({ pathname: '/no_such_database' })),
      unreachable: openAt(() => ({ port: '1' })),
      'no-permission': async (options) => createMariadb({ url: get().powerless.url, ...options }),
      exhausted: async (options) => createMariadb({ url: get().exhausted.url, ...options }),
      'future-schema': async (options) => createMariadb({ url: get().future.url, ...options }),
    },
    endpoint: {
      address: () => ({ host: new URL(url()).hostname, port: Number(new URL(url()).port) }),
      open: ({ host, port }, options) => openAt(() => ({ hostname: host, port: String(port) }))(options),
    },
    raw: { execute: (statement) => mariadbAt(url(), statement) },
    confidential: () => [
      wrongPassword,
      new URL(url()).password,
      get().powerless.password,
      get().exhausted.password,
      url(),
    ],
    reasons: { sealed: 'a MariaDB server has no sealed state' },
    async setUp() {
      place = await makePlace(fresh)
    },
    tearDown: () => removePlace(get()),
  }
}

async function makePlace(fresh: () => Promise<FreshDatabase>): Promise<Place> {
  const database = await fresh()
  const store = createMariadb({ url: database.url })
  await store.ping()
  await store.close()
  const future = await fresh()
  await mariadbAt(
    future.url,
    'create table dmt_migrations (name varchar(200) primary key, applied_at varchar(30))',
    `insert into dmt_migrations values ('0001-devices', ''), ('9999-from-a-later-release', '')`,
  )
  const powerless = await tempUser(database.url)
  // To know a database at all needs some right to it.
  await mariadbAt(
    database.url,
    'create view nothing as select 1 as one',
    `grant select on nothing to ${powerless.name}@'%'`,
  )
  const exhausted = await tempUser(database.url, 'with max_user_connections 1')
  await mariadbAt(database.url, `grant all on ${databaseOf(database.url)}.* to ${exhausted.name}@'%'`)
  const { hostname, port, username, password } = new URL(exhausted.url)
  const holder = await createConnection({
    host: hostname,
    port: Number(port),
    user: username,
    password,
    allowPublicKeyRetrieval: true,
  })
  return { database, future, powerless, exhausted, holder }
}

async function removePlace({ database, future, powerless, exhausted, holder }: Place): Promise<void> {
  await holder.end()
  for (const user of [powerless, exhausted]) await user.drop()
  for (const one of [database, future]) await one.drop()
}

function databaseOf(url: string): string {
  return new URL(url).pathname.slice(1)
}
