import { afterAll, beforeAll, beforeEach, expect } from 'vitest'
import { describeOnStorages, type OwnStorage } from '../../host/test/storages.js'
import { RpsDatabase } from '../src/rps-database.js'
import { RpsError } from './rps-error.js'

/** The database under test, and the URL of its storage. */
export interface Subject {
  db: RpsDatabase
  url: string
}

/** A suite on each storage with a database that is empty before each test. */
export async function describeDatabase(title: string, suite: (subject: Subject) => void): Promise<void> {
  await describeOnStorages(title, (fresh) => {
    let storage: OwnStorage | undefined
    const subject: Subject = { db: new RpsDatabase(''), url: '' }

    beforeAll(async () => {
      storage = await fresh()
      subject.url = storage.url
      subject.db = new RpsDatabase(storage.url, { errorClass: RpsError })
      await subject.db.query('SELECT 1')
    })
    beforeEach(async () => {
      for (const tenant of ['', 'a']) await empty(subject.db, tenant)
    })
    afterAll(async () => {
      await subject.db.close()
      await storage?.drop()
    })
    suite(subject)
  })
}

/** Expects a call to be refused with RPS's own error. */
export async function refuses(call: Promise<unknown>, message: string, name = 'Error'): Promise<void> {
  const error: unknown = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(RpsError)
  expect(error).toMatchObject({ message, name })
}

/** Removes the rows of a tenant, those that refer to others first. */
async function empty(db: RpsDatabase, tenant: string): Promise<void> {
  for (const { profileName } of await db.profiles.get(null, 0, tenant)) await db.profiles.delete(profileName, tenant)
  for (const table of [db.wirelessProfiles, db.ieee8021xProfiles, db.domains])
    for (const { profileName } of await table.get(null, 0, tenant)) await table.delete(profileName, tenant)
  for (const { configName } of await db.ciraConfigs.get(null, 0, tenant))
    await db.ciraConfigs.delete(configName, tenant)
  for (const { name } of await db.proxyConfigs.get(null, 0, tenant)) await db.proxyConfigs.delete(name, tenant)
}
