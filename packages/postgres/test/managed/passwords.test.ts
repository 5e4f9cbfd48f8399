import { chmod, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { tempFolder } from '../../../../tooling/fixtures/temp-folder.js'
import { urlWith } from '../../../../tooling/fixtures/url-with.js'
import { describeOn } from '../../../../tooling/servers/describe-on.js'
import type { PostgresOptions } from '../../src/index.js'
import { openStore } from '../open-store.js'
import { sqlAt } from '../sql-at.js'
import { roleOf, tempDatabase } from '../temp-database.js'

const old = 'Old-Token-Canary-1'
const next = 'New-Token-Canary-2'

/** A role with its own database's tables, whose password a test changes, and a URL that has no password. */
async function role() {
  const database = await tempDatabase()
  await openStore({ url: database }).ping()
  const { name, url } = await roleOf(database, 'grant all on all tables in schema public to role')
  const change = (password: string) => sqlAt(database, `alter role ${name} password '${password}'`)
  await change(old)
  const connections = async () =>
    (await sqlAt(database, `select pid from pg_stat_activity where usename = '${name}'`)).map(({ pid }) => pid)
  const endAll = async () => {
    await sqlAt(database, `select pg_terminate_backend(pid) from pg_stat_activity where usename = '${name}'`)
    while ((await connections()).length > 0);
  }
  return { change, connections, endAll, url: urlWith(url, { password: '' }) }
}

function failing(error: Error): () => Promise<string> {
  return () => Promise.reject(error)
}

/** What a program without types may answer. */
const nothing: string = JSON.parse('null')

const failures: readonly [string, () => string | Promise<string>, string, string][] = [
  ['an error', failing(new Error('the vault is sealed')), 'unauthenticated', 'the vault is sealed'],
  [
    'an unreachable source',
    failing(Object.assign(new Error('connect refused'), { code: 'ECONNREFUSED' })),
    'unavailable',
    'connect refused',
  ],
  ['an empty text', () => '', 'unauthenticated', 'an empty text'],
  ['nothing', () => nothing, 'unauthenticated', 'object'],
]

/** A store that opens one connection for each of so many calls at the same time. */
async function busy(store: ReturnType<typeof openStore>, calls: number): Promise<void> {
  await Promise.all(Array.from({ length: calls }, () => store.devices.count('')))
}

await describeOn('postgres', 'a password', () => {
  it('of a function is asked for once for each new connection, and never for one that stands', async () => {
    const { url } = await role()
    let asked = 0
    const store = openStore({
      url,
      poolMax: 3,
      password: async () => {
        asked++
        return old
      },
    })
    await busy(store, 12)
    expect(asked).toBe(3)
    await busy(store, 12)
    expect(asked).toBe(3)
  })

  it('that expires under a live pool: connections that stand go on, new ones have the new one', async () => {
    const { url, change, connections, endAll } = await role()
    let token = old
    let asked = 0
    const password = () => {
      asked++
      return token
    }
    const store = openStore({ url, password, poolMax: 2 })
    await store.ping()
    const [first] = await connections()
    await change(next)
    expect(await store.devices.count('')).toBe(0)
    expect(await connections()).toEqual([first])
    await endAll()

    asked = 0
    const expired = Promise.allSettled(Array.from({ length: 10 }, () => store.devices.count('')))
    for (const result of await expired)
      expect(result).toMatchObject({ reason: { code: 'unauthenticated', retryable: false, nativeCode: '28P01' } })
    // One attempt for each call, and not one more.
    expect(asked).toBeLessThanOrEqual(10)

    token = next
    expect(await store.devices.count('')).toBe(0)
  })

  it('of a file is read again for each new connection, so that a mounted secret may change', async () => {
    const { url, change, endAll } = await role()
    const passwordFile = join(await tempFolder(), 'password')
    await writeFile(passwordFile, `${old}\n`)
    const store = openStore({ url, passwordFile })
    await store.ping()
    await Promise.all([change(next), writeFile(passwordFile, `${next}\r\n`)])
    await endAll()
    await store.ping()
  })

  it('of a file that is gone, empty or unreadable is a refusal that names it, until it is there', async () => {
    const { url } = await role()
    const passwordFile = join(await tempFolder(), 'password')
    const store = openStore({ url, passwordFile, retries: 0 })
    const told = (word: string) =>
      expect(store.ping()).rejects.toMatchObject({
        code: 'unauthenticated',
        retryable: false,
        message: expect.stringMatching(new RegExp(`passwordFile: .*${passwordFile}.*${word}`)),
      })
    await told('ENOENT')
    await writeFile(passwordFile, '\n')
    await told('empty')
    await writeFile(passwordFile, old)
    await store.ping()
    await rm(passwordFile)
    await chmod(join(passwordFile, '..'), 0o700)
  })

  it('that is nowhere is a refusal that names where it may be', async () => {
    const { url } = await role()
    await expect(openStore({ url }).ping()).rejects.toMatchObject({
      code: 'unauthenticated',
      message: expect.stringContaining('passwordFile'),
    })
  })

  it.each(failures)('of a function that answers %s', async (_, password, code, message) => {
    const { url } = await role()
    const store = openStore({ url, password, retries: 0 })
    await expect(store.ping()).rejects.toMatchObject({ code, message: expect.stringContaining(message) })
  })

  describe('in no text', () => {
    it('of an error, a warning or a store that is printed', async () => {
      const { url } = await role()
      const shown: string[] = []
      const note = (warning: Error) => shown.push(inspect(warning, { depth: 9 }))
      process.on('warning', note)
      const stores: Omit<PostgresOptions, 'url'>[] = [
        { password: next },
        { password: () => next },
        { sslmode: 'no-verify', password: next },
        { sslrootcert: '/no/such/file', password: next },
      ]
      for (const given of stores) {
        const store = openStore({ url, retries: 0, ...given })
        shown.push(inspect(store, { depth: 9, showHidden: true }), JSON.stringify(store))
        const error = await store.ping().catch((thrown: unknown) => thrown)
        shown.push(inspect(error, { depth: 9, showHidden: true }), JSON.stringify(error), String(error))
      }
      const inUrl = openStore({ url: urlWith(url, { password: next }), retries: 0 })
      const refused = await inUrl.ping().catch((thrown: unknown) => thrown)
      shown.push(inspect(inUrl, { depth: 9, showHidden: true }), inspect(refused, { depth: 9, showHidden: true }))
      await new Promise((resolve) => setImmediate(resolve))
      process.off('warning', note)
      expect(shown.length).toBeGreaterThan(20)
      for (const text of shown) expect(text).not.toMatch(/Canary|postgres:\/\//)
    })
  })
})
