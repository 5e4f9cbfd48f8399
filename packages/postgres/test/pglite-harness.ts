import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { StorageHarness } from '@dmt-providers/conformance'
import type { StoreOptions } from '@dmt-providers/core'
import { asUnprivileged } from '../../../tooling/fixtures/as-unprivileged.js'
import { createPglite } from '../src/index.js'
import { embeddedSql } from './embedded-sql.js'

/** A folder with an embedded database to run the suite on. */
export function pgliteHarness(): StorageHarness {
  let place = ''
  const folder = () => join(place, 'database')
  const open = async (options?: StoreOptions) => createPglite({ folder: folder(), ...options })
  return {
    contract: 'storage',
    provider: 'pglite',
    unicodeCase: true,
    open,
    openWithOptions: async (added) => createPglite({ folder: folder(), ...added }),
    openWith: {
      'no-permission': async (options) => unprivileged(createPglite({ folder: join(place, 'forbidden'), ...options })),
      'future-schema': async (options) => createPglite({ folder: join(place, 'future'), ...options }),
    },
    raw: { execute: (statement) => embeddedSql(folder(), statement) },
    confidential: () => [],
    reasons: {
      'second-store': 'one process has one embedded database, and another process is refused',
      endpoint: 'an embedded database has no network endpoint',
      'wrong-password': 'an embedded database asks for no password',
      'unknown-user': 'an embedded database asks for no user',
      'unknown-database': 'a folder without a database gets one',
      unreachable: 'an embedded database has no network endpoint',
      exhausted: 'an embedded database has one connection, for which calls wait',
      sealed: 'an embedded database has no sealed state',
    },
    async setUp() {
      place = await mkdtemp(join(tmpdir(), 'dmt-pglite-conformance-'))
      await embeddedSql(
        join(place, 'future'),
        'create table dmt_migrations (name varchar(200) primary key, applied_at varchar(30))',
        `insert into dmt_migrations values ('9999-from-a-later-release', '')`,
      )
    },
    tearDown: () => rm(place, { recursive: true, force: true }),
  }
}

/** The same store, each of whose calls is made by a user who may not write where root made the place. */
function unprivileged<T extends object>(target: T): T {
  return new Proxy(target, {
    get(_, name) {
      const member: unknown = Reflect.get(target, name, target)
      if (name === 'stream')
        return (...args: unknown[]) => unprivilegedStream(Reflect.apply(member as Stream, target, args))
      if (typeof member === 'function') {
        return async (...args: unknown[]) => await asUnprivileged(async () => Reflect.apply(member, target, args))
      }
      return typeof member === 'object' && member !== null ? unprivileged(member) : member
    },
  })
}

type Stream = (...args: unknown[]) => AsyncIterable<unknown>

/** A stream connects with its first step, not when it is made. */
function unprivilegedStream(stream: AsyncIterable<unknown>): AsyncIterable<unknown> {
  const steps = stream[Symbol.asyncIterator]()
  return { [Symbol.asyncIterator]: () => ({ next: () => asUnprivileged(() => steps.next()) }) }
}
