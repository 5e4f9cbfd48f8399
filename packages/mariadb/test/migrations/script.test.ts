import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { describeOn } from '../../../../tooling/servers/describe-on.js'
import { findProgram } from '../../../../tooling/servers/find-program.js'
import { mariadbAt } from '../../../../tooling/servers/mariadb/mariadb-at.js'
import { openStore } from '../open-store.js'
import { bothKinds, emptyDatabase, firstDatabase, newDatabase } from './databases.js'
import { holdRunners } from './hold-runners.js'
import { migratorAt } from './migrator-at.js'
import { allRows, wholeCatalogue } from './whole-catalogue.js'

const client = findProgram('mariadb')

/** Runs a script as an administrator does by hand, with the client's own defaults; answers how it ended. */
async function byHand(url: string, script: string): Promise<{ code: number | null; said: string }> {
  const { hostname, port, username, password, pathname } = new URL(url)
  const args = ['--no-defaults', `-h${hostname}`, `-P${port}`, `-u${username}`, pathname.slice(1)]
  const child = spawn(client ?? '', args, { env: { ...process.env, MYSQL_PWD: password } })
  const ended = new Promise<number | null>((resolve) => {
    child.on('close', resolve)
  })
  child.stdin.end(script)
  const [said] = await Promise.all([text(child.stderr), text(child.stdout)])
  return { code: await ended, said }
}

const suite = client === undefined ? describe.skip : describe

for (const kind of bothKinds) {
  await describeOn(kind, 'the script of a plan', () => {
    suite(client === undefined ? 'by hand [no program mariadb]' : 'by hand', () => {
      it.each([
        ['an empty database', emptyDatabase],
        ['a database of the first migrations', firstDatabase],
      ] as const)('makes of %s what a migration makes, which verify and check accept', async (_, databaseOf) => {
        const url = await databaseOf(kind)
        const before = await allRows(url)
        const { script } = await migratorAt(url, ['devices', 'configurations']).plan()
        expect(await byHand(url, script)).toEqual({ code: 0, said: '' })
        const whole = await newDatabase(kind)
        expect(await wholeCatalogue(url)).toEqual(await wholeCatalogue(whole))
        expect(await allRows(url)).toMatchObject(before)
        expect((await migratorAt(url).verify()).problems).toEqual([])
        expect((await migratorAt(url).plan()).parts.flatMap(({ steps }) => steps)).toEqual([])
        await openStore({ url, migrate: 'check' }).devices.count('')
        expect(await mariadbAt(url, 'select * from dmt_migration_lock')).toEqual([])
      })

      it('is printed anew for what is left when it stopped in the middle', async () => {
        const url = await emptyDatabase(kind)
        const { script } = await migratorAt(url, ['devices', 'configurations']).plan()
        const cut = script.indexOf('create table if not exists domains')
        expect((await byHand(url, script.slice(0, cut))).code).toBe(0)
        await mariadbAt(url, 'delete from dmt_migration_lock')
        const rest = (await migratorAt(url, ['devices', 'configurations']).plan()).script
        expect(rest).not.toContain('create table if not exists ciraconfigs')
        expect(await byHand(url, rest)).toEqual({ code: 0, said: '' })
        expect(await wholeCatalogue(url)).toEqual(await wholeCatalogue(await newDatabase(kind)))
        expect((await migratorAt(url).verify()).problems).toEqual([])
      })

      it('stops while another runner is at work, before it changes anything', async () => {
        const url = await firstDatabase(kind)
        const { script } = await migratorAt(url).plan()
        await holdRunners(url, '1 hour')
        const before = await wholeCatalogue(url)
        const { code, said } = await byHand(url, script)
        expect(code).toBe(1)
        expect(said).toMatch(/1062.*migrations/)
        expect(await wholeCatalogue(url)).toEqual(before)
      })
    })
  })
}
