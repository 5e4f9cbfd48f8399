import { expect, it, onTestFinished } from 'vitest'
import { describeOn } from '../../../../tooling/servers/describe-on.js'
import { mariadbAt } from '../../../../tooling/servers/mariadb/mariadb-at.js'
import { createMariadb } from '../../src/index.js'
import { type TempUser, tempUser } from '../temp-user.js'
import { bothKinds, emptyDatabase, firstDatabase, newDatabase } from './databases.js'
import { migratorAt } from './migrator-at.js'
import { wholeCatalogue } from './whole-catalogue.js'

/** A user who may do these things in the database of a URL. */
async function userWith(url: string, rights: string): Promise<TempUser> {
  const user = await tempUser(url)
  onTestFinished(() => user.drop())
  await mariadbAt(url, `grant ${rights} on ${new URL(url).pathname.slice(1)}.* to ${user.name}@'%'`)
  return user
}

/** The statement in a message that gives what is missing. */
const grantIn = (message: string) => /or: (grant .* to '.*'@'.*')/.exec(message)?.[1] ?? ''

for (const kind of bothKinds) {
  await describeOn(kind, 'a user of a migration', () => {
    it.each([
      ['of an empty database', emptyDatabase],
      ['of a database of the first migrations', firstDatabase],
    ] as const)('%s is told what is missing, and needs no more than that', async (_, databaseOf) => {
      const url = await databaseOf(kind)
      const before = await wholeCatalogue(url)
      const user = await userWith(url, 'select')
      const migrator = migratorAt(user.url, ['devices', 'configurations'])
      const { obstacles } = await migrator.plan()
      expect(obstacles.length).toBeGreaterThan(0)
      expect(new Set(obstacles.map(({ code }) => code))).toEqual(new Set(['permission-denied']))
      await expect(migrator.apply()).rejects.toMatchObject({ code: 'permission-denied' })
      expect(await wholeCatalogue(url)).toEqual(before)

      const grants = obstacles.map(({ message }) => grantIn(message))
      await mariadbAt(url, ...grants)
      expect((await migratorAt(user.url, ['devices', 'configurations']).plan()).obstacles).toEqual([])
      await migratorAt(user.url, ['devices', 'configurations']).apply()
      expect(await wholeCatalogue(url)).toEqual(await wholeCatalogue(await newDatabase(kind)))
    })

    it.each(['CREATE', 'REFERENCES', 'ALTER', 'CREATE ROUTINE', 'ALTER ROUTINE', 'DROP', 'DELETE'])(
      'without %s is told so, and nothing else',
      async (right) => {
        const url = await emptyDatabase(kind)
        const rest = [
          'select, insert, update, delete, create, references, alter, create routine, alter routine, drop'
            .split(', ')
            .filter((one) => one !== right.toLowerCase()),
        ]
        const user = await userWith(url, rest.join(', '))
        // What refers to other tables is not among those of MPS.
        const tables = right === 'REFERENCES' ? (['configurations'] as const) : undefined
        const store = createMariadb({ url: user.url, tables })
        onTestFinished(() => store.close())
        const error: unknown = await store.ping().catch((thrown: unknown) => thrown)
        expect(error).toMatchObject({
          code: 'permission-denied',
          message: expect.stringContaining(`lacks ${right} in the database`),
        })
        expect(String(error)).not.toContain(user.password)
        expect(await mariadbAt(url, 'show tables')).toEqual([])
      },
    )

    it('has its rights by a role', async () => {
      const url = await emptyDatabase(kind)
      const user = await userWith(url, 'select')
      const role = `${user.name}_role`
      onTestFinished(async () => void (await mariadbAt(url, `drop role ${role}`)))
      await mariadbAt(url, `create role ${role}`, `grant all on ${new URL(url).pathname.slice(1)}.* to ${role}`)
      await mariadbAt(url, `grant ${role} to ${user.name}@'%'`)
      await mariadbAt(
        url,
        kind === 'mariadb'
          ? `set default role ${role} for ${user.name}@'%'`
          : `set default role ${role} to ${user.name}@'%'`,
      )
      await migratorAt(user.url, ['devices']).apply()
      expect((await migratorAt(user.url).verify()).problems).toEqual([])
    })

    it('of a service needs no right but those to rows and routines', async () => {
      const url = await newDatabase(kind)
      const user = await userWith(url, 'select, insert, update, delete, execute')
      const store = createMariadb({ url: user.url, migrate: 'check' })
      onTestFinished(() => store.close())
      const guid = '5a6b7c8d-0000-4000-8000-00000000000a'
      await store.devices.insert({ guid, tenantId: '' })
      expect(await store.devices.delete(guid, '')).toBe(true)
      expect((await migratorAt(user.url).verify()).problems).toEqual([])
    })
  })
}
