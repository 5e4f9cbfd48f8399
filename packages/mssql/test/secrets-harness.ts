import type { SecretsHarness } from '@dmt-providers/conformance'
import { Environment, openSecrets, registerProvider, type StoreOptions } from '@dmt-providers/core'
import { providers as envelopes, generateKey } from '@dmt-providers/envelope'
import { urlWith } from '../../../tooling/fixtures/url-with.js'
import type { FreshDatabase } from '../../../tooling/servers/fresh-database.js'
import { mssqlAt } from '../../../tooling/servers/mssql/mssql-at.js'
import { providers as databases } from '../src/index.js'

for (const provider of [...databases, ...envelopes]) registerProvider(provider)

const wrongPassword = 'Wrong-Password-1'

/** A database of its own, which `fresh` makes, to keep sealed secrets in. */
export function secretsHarness(fresh: () => Promise<FreshDatabase>): SecretsHarness {
  const key = generateKey()
  let database: FreshDatabase | undefined
  const url = (): string => {
    if (database === undefined) throw new Error('setUp was not called')
    return database.url
  }
  const openAt = async (at: string, options: StoreOptions = {}, keyInUse = key, added = '') =>
    await openSecrets(`envelope+${at}?key=env:KEY_OF_THE_TEST${added}`, {
      ...options,
      environment: new Environment({ KEY_OF_THE_TEST: keyInUse }),
    })
  const open = async (options?: StoreOptions) => await openAt(url(), options)
  const changed = (change: Parameters<typeof urlWith>[1]) => (options?: StoreOptions) =>
    openAt(urlWith(url(), change), options)
  const stored = (path: string) => mssqlAt(url(), `select * from dmt_secret_versions where path = '${path}'`)
  return {
    contract: 'secrets',
    provider: 'envelope (SQL Server)',
    capabilities: { compareAndSet: true, history: true },
    keyOrder: true,
    open,
    openSecond: open,
    openWithOptions: async (added) => {
      const parameters = Object.entries(added).map(([name, value]) => `&${name}=${encodeURIComponent(String(value))}`)
      return await openAt(url(), {}, key, parameters.join(''))
    },
    openWith: {
      'wrong-key': (options) => openAt(url(), options, generateKey()),
      'wrong-password': changed({ password: wrongPassword }),
      'unknown-user': changed({ username: 'nobody_by_this_name' }),
      'unknown-database': changed({ pathname: '/no_such_database' }),
      unreachable: changed({ port: '1' }),
    },
    endpoint: {
      address: () => ({ host: new URL(url()).hostname, port: Number(new URL(url()).port) }),
      open: ({ host, port }, options) => changed({ hostname: host, port: String(port) })(options),
    },
    confidential: () => [key, wrongPassword, new URL(url()).password],
    reasons: {
      sealed: 'a SQL Server has no sealed state',
      'no-permission': 'tested for storage, whose connections are the same',
      exhausted: 'tested for storage, whose connections are the same',
      'future-schema': 'tested for storage, whose schema is kept in the same way',
    },
    raw: {
      async corrupt(path) {
        await mssqlAt(url(), `update dmt_secret_versions set body = 'damaged' where path = '${path}'`)
      },
      stored: async (path) => JSON.stringify(await stored(path)),
    },
    async setUp() {
      database = await fresh()
    },
    tearDown: async () => await database?.drop(),
  }
}
