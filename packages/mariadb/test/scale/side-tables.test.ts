import type { StorageStore } from '@dmt-providers/core'
import { expect, it, onTestFinished } from 'vitest'
import { fleet } from '../../../../tooling/fixtures/device-fleet.js'
import { anyOperation, diceOf, everyAnswer, perform } from '../../../../tooling/fixtures/device-operations.js'
import { writeAtOnce } from '../../../../tooling/fixtures/write-at-once.js'
import { describeOn } from '../../../../tooling/servers/describe-on.js'
import { freshMariadb } from '../../../../tooling/servers/mariadb/fresh-mariadb.js'
import { mariadbAt } from '../../../../tooling/servers/mariadb/mariadb-at.js'
import { openStore } from '../open-store.js'
import { tempUser } from '../temp-user.js'
import { bothStores } from './both-stores.js'
import { scaleProblems, scaleSteps } from './scale-problems.js'

const guid = '5a6b7c8d-0000-4000-8000-00000000000a'

for (const kind of ['mariadb', 'mysql'] as const) {
  const database = async () => {
    const { url, drop } = await freshMariadb(kind)
    onTestFinished(drop)
    return url
  }
  /** A database with the side tables, and a store over it. */
  const scaledDatabase = async (): Promise<{ url: string; store: StorageStore }> => {
    const url = await database()
    const store = openStore({ url, tables: ['devices'] })
    await store.ping()
    return { url, store }
  }
  const userOf = async (url: string, rights: string) => {
    const user = await tempUser(url)
    onTestFinished(() => user.drop())
    await mariadbAt(url, `grant ${rights} on ${new URL(url).pathname.slice(1)}.* to ${user.name}@'%'`)
    return user
  }

  await describeOn(kind, `the side tables on ${kind}`, () => {
    it.each([1, 20_260_101])(
      'follow whatever is written, and every answer is that of a plain table (seed %i)',
      {
        timeout: 120_000,
      },
      async (seed) => {
        const { plain, scaled, url } = await bothStores(database)
        const dice = diceOf(seed)
        for (let turn = 1; turn <= 300; turn++) {
          const operation = anyOperation(dice)
          const [there, expected] = [await perform(scaled, operation), await perform(plain, operation)]
          expect(there, `${turn}: ${JSON.stringify(operation)}`).toEqual(expected)
          if (turn % 60 === 0) expect(await everyAnswer(scaled)).toEqual(await everyAnswer(plain))
        }
        expect(await scaleProblems(url)).toEqual([])
        await mariadbAt(url, 'call dmt_devices_fold()')
        expect(await everyAnswer(scaled)).toEqual(await everyAnswer(plain))
        expect(await scaleProblems(url)).toEqual([])
      },
    )

    it('are right after 64 writers of the same devices at once, none of which failed', {
      timeout: 120_000,
    }, async () => {
      const { url, store } = await scaledDatabase()
      await writeAtOnce([store], 64)
      expect(await scaleProblems(url)).toEqual([])
      expect(await store.devices.count('')).toBe((await store.devices.list({ limit: 1_000 }, '')).length)
    })

    it('keep what changed apart for a while, and then add it up, also when several do so at once', async () => {
      const { url, store } = await scaledDatabase()
      for (const device of fleet(300)) await store.devices.insert(device)
      await Promise.all(Array.from({ length: 8 }, () => mariadbAt(url, 'call dmt_devices_fold()')))
      const [left] = await mariadbAt(url, 'select count(*) as count from dmt_device_changes')
      expect(Number(left?.count)).toBe(64)
      expect(await scaleProblems(url)).toEqual([])
      expect(await store.devices.count('')).toBe(fleet(300).filter(({ tenantId }) => tenantId === '').length)
    })

    it('keep nothing of a write that is refused, or that the server gives up, and no transaction stays open', async () => {
      const { url, store } = await scaledDatabase()
      await store.devices.insert({ guid, tenantId: '', tags: ['a'], mpsInstance: 'mps-1', connectionStatus: true })
      const alone = openStore({ url, tables: ['devices'], poolMax: 1, retries: 0, statementTimeoutMs: 1_000 })
      const again = { guid, tenantId: 'other', tags: ['b'] }
      await expect(alone.devices.insert(again)).rejects.toMatchObject({ code: 'conflict', reason: 'duplicate' })
      await mariadbAt(url, `alter table dmt_device_changes add check (mpsinstance <> '=refused')`)
      const refused = { guid, tenantId: '', tags: ['b'], mpsInstance: 'refused' }
      await expect(alone.devices.update(refused)).rejects.toMatchObject({ code: expect.any(String) })
      expect(await store.devices.update({ guid, tenantId: '', tags: ['c'] })).toMatchObject({ tags: ['c'] })
      expect(await alone.devices.listTags('')).toEqual(['c'])
      expect(await scaleProblems(url)).toEqual([])
    })

    it('need no right but to rows and procedures, and name the procedure that a user may not call', async () => {
      const { url } = await scaledDatabase()
      const able = openStore({
        url: (await userOf(url, 'select, insert, update, delete, execute')).url,
        tables: ['devices'],
      })
      await able.devices.insert({ guid, tenantId: '', tags: ['a'] })
      expect(await able.devices.delete(guid, '')).toBe(true)
      const unable = openStore({
        url: (await userOf(url, 'select, insert, update, delete')).url,
        tables: ['devices'],
      })
      await expect(unable.devices.insert({ guid, tenantId: '' })).rejects.toMatchObject({
        code: 'permission-denied',
        message: expect.stringMatching(/execute command denied .* 'dmt_[a-z0-9_]+\.dmt_device_insert'/),
      })
      expect(await scaleProblems(url)).toEqual([])
    })

    it('are made by a user without the rights of an administrator', async () => {
      const url = await database()
      const user = await userOf(url, 'all')
      const store = openStore({ url: user.url, tables: ['devices'] })
      await store.devices.insert({ guid, tenantId: '', tags: ['a'] })
      expect(await store.devices.findByTags(['a'], 'any', {}, '')).toHaveLength(1)
      expect(await scaleProblems(url)).toEqual([])
    })

    it('are mended by their own steps after rows were changed by hand and a procedure was lost', async () => {
      const { url, store } = await scaledDatabase()
      await store.devices.insertMany(fleet(500))
      await mariadbAt(url, `delete from devices where hostname = 'host-3'`, `update devices set mpsinstance = null`)
      await mariadbAt(url, 'drop procedure dmt_devices_page')
      expect(await scaleProblems(url)).toHaveLength(4)
      await store.devices.insertMany(fleet(500), { onDuplicate: 'skip' })
      await mariadbAt(url, ...scaleSteps(url))
      expect(await scaleProblems(url)).toEqual([])
      expect(await store.devices.count('')).toBe(fleet(500).filter(({ tenantId }) => tenantId === '').length)
    })
  })
}
