import type { StorageHarness } from '@dmt-providers/conformance'
import type { StoreOptions } from '@dmt-providers/core'
import { urlWith } from '../../../tooling/fixtures/url-with.js'
import type { FreshDatabase } from '../../../tooling/servers/fresh-database.js'
import { mssqlAt } from '../../../tooling/servers/mssql/mssql-at.js'
import { createMssql } from '../src/index.js'
import { type TempUser, tempUser } from './temp-user.js'

const wrongPassword = 'Wrong-Password-1'

/** What a run of the suite works on. */
interface Place {
  database: FreshDatabase
  /** A database that a newer release wrote. */
  future: FreshDatabase
  /** May connect and use no table. */
  powerless: TempUser
}

/** A database of its own to run the suite on, which `fresh` makes. */
export function mssqlHarness(fresh: () => Promise<FreshDatabase>): StorageHarness {
  let place: Place | undefined
  const get = (): Place => {
    if (place === undefined) throw new Error('setUp was not called')
    return place
  }
  const url = () => get().database.url
  const open = async (options?: StoreOptions) => createMssql({ url: url(), ...options })
  const openAt = (change: () => Parameters<typeof urlWith>[1]) => async (options?: StoreOptions) =>
    createMssql({ url: urlWith(url(), change()), ...options })
  return {
    contract: 'storage',
    provider: 'mssql',
    unicodeCase: true,
    open,
    openSecond: open,
    openWithOptions: async (added) => createMssql({ url: url(), ...added }),
    openWith: {
      'wrong-password': openAt(() => ({ password: wrongPassword })),
      'unknown-user': openAt(() => ({ username: 'nobody_by_this_name' })),
      'unknown-database': openAt(() => ({ pathname: '/no_such_database' })),
      unreachable: openAt(() => ({ port: '1' })),
      'no-permission': async (options) => createMssql({ url: get().powerless.url, ...options }),
      'future-schema': async (options) => createMssql({ url: get().future.url, ...options }),
    },
    endpoint: {
      address: () => ({ host: new URL(url()).hostname, port: Number(new URL(url()).port) }),
      open: ({ host, port }, options) => openAt(() => ({ hostname: host, port: String(port) }))(options),
    },
    raw: { execute: (statement) => mssqlAt(url(), statement) },
    confidential: () => [wrongPassword, new URL(url()).password, get().powerless.password, url()],
    reasons: {
      sealed: 'a SQL Server has no sealed state',
      exhausted: 'SQL Server has no limit of connections for one user that a test could set',
    },
    async setUp() {
      place = await makePlace(fresh)
    },
    tearDown: () => removePlace(get()),
  }
}

async function makePlace(fresh: () => Promise<FreshDatabase>): Promise<Place> {
  const database = await fresh()
  const store = createMssql({ url: database.url })
  await store.ping()
  await store.close()
  const future = await fresh()
  await mssqlAt(
    future.url,
    'create table dmt_migrations (name varchar(200) not null primary key, applied_at varchar(30) not null)',
    `insert into dmt_migrations values ('0001-devices', ''), ('9999-from-a-later-release', '')`,
  )
  return { database, future, powerless: await tempUser(database.url) }
}

async function removePlace({ database, future, powerless }: Place): Promise<void> {
  await powerless.drop()
  for (const one of [database, future]) await one.drop()
}
