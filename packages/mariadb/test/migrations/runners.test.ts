import { expect, it, vi } from 'vitest'
import { testProgram } from '../../../../tooling/fixtures/test-program.js'
import { describeOn } from '../../../../tooling/servers/describe-on.js'
import { mariadbAt } from '../../../../tooling/servers/mariadb/mariadb-at.js'
import { holder } from '../holder.js'
import { openStore } from '../open-store.js'
import { bothKinds, emptyDatabase, firstDatabase, newDatabase } from './databases.js'
import { holdRunners } from './hold-runners.js'
import { migratorAt } from './migrator-at.js'
import { allRows, wholeCatalogue } from './whole-catalogue.js'

const start = testProgram('packages/mariadb', 'migrations/migrate-program.ts', ['mariadb'])

/** Resolves once a statement waits for a table that a transaction uses. */
async function waiter(url: string): Promise<void> {
  const looked = `select id from information_schema.processlist where db = database() and state like 'Waiting for table%'`
  while ((await mariadbAt(url, looked)).length === 0);
}

for (const kind of bothKinds) {
  await describeOn(kind, 'runners of migrations', () => {
    vi.setConfig({ testTimeout: 120_000 })

    it.each([
      ['an empty database', emptyDatabase],
      ['a database of the first migrations', firstDatabase],
    ] as const)('that come to %s together leave one result, each step done by one of them', async (_, databaseOf) => {
      const url = await databaseOf(kind)
      const runners = Array.from({ length: 5 }, () => migratorAt(url, ['devices', 'configurations']))
      const plan = await runners[0]?.plan()
      const results = await Promise.all(runners.map((runner) => runner.apply({ lockTimeoutMs: 100_000 })))
      expect(results.flatMap(({ applied }) => applied)).toHaveLength(
        plan?.parts.flatMap(({ steps }) => steps).length ?? 0,
      )
      expect(await wholeCatalogue(url)).toEqual(await wholeCatalogue(await newDatabase(kind)))
      expect((await runners[0]?.verify())?.problems).toEqual([])
      expect(await mariadbAt(url, 'select * from dmt_migration_lock')).toEqual([])
    })

    it('wait for each other as long as they were told, and name who holds them up', async () => {
      const url = await firstDatabase(kind)
      const before = await wholeCatalogue(url)
      await holdRunners(url, '1 hour')
      await expect(migratorAt(url).apply({ lockTimeoutMs: 300 })).rejects.toMatchObject({
        code: 'unavailable',
        message: expect.stringMatching(
          /another runner of migrations \(somebody, until .*within 0\.3 s.*--lock-timeout/,
        ),
      })
      expect(await wholeCatalogue(url)).toEqual(before)
    })

    it('do not wait for one that has not been heard of', async () => {
      const url = await firstDatabase(kind)
      await holdRunners(url, '-1 second')
      await migratorAt(url).apply({ lockTimeoutMs: 1 })
      expect((await migratorAt(url).verify()).problems).toEqual([])
    })

    it.each([2, 9, 17, 28, 41])(
      'that were killed after %i words about their steps are taken up by the next',
      async (words) => {
        const url = await emptyDatabase(kind)
        const run = start([url])
        await run.printed(words)
        run.process.kill('SIGKILL')
        expect(await run.ended).toBe('SIGKILL')
        // As the operator's guide says, of one that is known to be gone.
        await mariadbAt(url, 'delete from dmt_migration_lock')
        await migratorAt(url, ['devices', 'configurations']).apply()
        expect(await wholeCatalogue(url)).toEqual(await wholeCatalogue(await newDatabase(kind)))
        expect((await migratorAt(url).verify()).problems).toEqual([])
      },
    )

    it('that were killed are taken up by a service whose first call makes the tables, once their time is over', async () => {
      const url = await emptyDatabase(kind)
      const run = start([url])
      await run.printed(12)
      run.process.kill('SIGKILL')
      await run.ended
      await openStore({ url, timeoutMs: 60_000 }).devices.count('')
      await openStore({ url }).ping()
      expect(await wholeCatalogue(url)).toEqual(await wholeCatalogue(await newDatabase(kind)))
    })

    it('that were killed while a statement waits meet what the server did of it afterwards', async () => {
      const url = await newDatabase(kind)
      const [whole, rows] = [await wholeCatalogue(url), await allRows(url)]
      await mariadbAt(
        url,
        'alter table domains drop index domainsuffix',
        'alter table profiles drop column user_consent',
      )
      // A transaction that has read a table keeps others from altering it.
      const reader = await holder(url, 'select * from profiles')
      const run = start([url])
      await waiter(url)
      run.process.kill('SIGKILL')
      await run.ended
      await reader.letGo()
      await migratorAt(url).apply()
      expect(await wholeCatalogue(url)).toEqual(whole)
      expect(Object.keys(await allRows(url))).toEqual(Object.keys(rows))
    })

    it('see one state of a fleet that is written meanwhile, when they look at its rows', async () => {
      const url = await newDatabase(kind)
      const store = openStore({ url })
      let looked = false
      const writing = (async () => {
        for (let count = 10; !looked; count++) {
          const guid = `00000000-0000-4000-8000-${String(count).padStart(12, '0')}`
          await store.devices.insert({ guid, tenantId: '', tags: ['a'], mpsInstance: 'mps-1' })
        }
      })()
      const migrator = migratorAt(url)
      for (let count = 0; count < 10; count++) expect((await migrator.verify()).problems).toEqual([])
      looked = true
      await writing
    })

    it('give up on a table that is in use, and go on from there in the next run', async () => {
      const url = await newDatabase(kind)
      const whole = await wholeCatalogue(url)
      await mariadbAt(
        url,
        'alter table domains drop index domainsuffix',
        'alter table profiles drop column user_consent',
      )
      const reader = await holder(url, 'select * from profiles')
      await expect(migratorAt(url).apply({ lockTimeoutMs: 1_000 })).rejects.toMatchObject({
        code: 'unavailable',
        message: expect.stringMatching(/add user_consent\); the steps before it are done/),
      })
      await reader.letGo()
      await migratorAt(url).apply()
      expect(await wholeCatalogue(url)).toEqual(whole)
    })
  })
}
