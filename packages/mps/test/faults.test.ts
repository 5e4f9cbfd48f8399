import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import '../../host/test/storages.js'
import { isMissing, type OwnServer } from '../../../tooling/servers/server.js'
import { startOwnServer } from '../../../tooling/servers/start-server.js'
import { MpsDatabase } from '../src/mps-database.js'
import { ValidationError } from './validation-error.js'

describe('64 callers of the devices of MPS', () => {
  let server: OwnServer | undefined
  beforeAll(async () => {
    const started = await startOwnServer('postgres')
    if (!isMissing(started)) server = started
  })
  afterAll(() => server?.stop())

  /** Adds devices with 64 callers until `end`; answers which were acknowledged, and what the others threw. */
  function writers(db: MpsDatabase) {
    const acknowledged: { guid: string; at: number }[] = []
    const failures: unknown[] = []
    let ended = false
    const write = async () => {
      while (!ended) {
        const guid = randomUUID()
        try {
          await db.devices.insert({ guid, tenantId: '' })
          acknowledged.push({ guid, at: Date.now() })
        } catch (error) {
          failures.push(error)
          await pause(5)
        }
      }
    }
    const all = Promise.all(Array.from({ length: 64 }, write))
    return {
      acknowledged,
      failures,
      /** Resolves once some are acknowledged after an instant. */
      async acknowledgedAfter(instant: number) {
        while ((acknowledged.at(-1)?.at ?? 0) <= instant) await pause(1)
        return acknowledged.find(({ at }) => at > instant)?.at ?? Number.NaN
      },
      async end() {
        ended = true
        await all
      },
    }
  }

  it('lose nothing when the server is killed, are told by the class of MPS, and go on within five seconds', async ({
    skip,
  }) => {
    const own = server ?? skip('no PostgreSQL server')
    const db = new MpsDatabase(own.url, { errorClass: ValidationError })
    await db.query('SELECT 1')
    const work = writers(db)
    await work.acknowledgedAfter(Date.now())
    await own.kill()
    await expect(db.query('SELECT 1')).rejects.toHaveProperty('code')
    await own.restart()
    const back = Date.now()
    expect((await work.acknowledgedAfter(back)) - back).toBeLessThan(5_000)
    await work.end()
    expect(await db.query('SELECT 1')).toMatchObject({ rowCount: 1 })
    expect(work.failures.length).toBeGreaterThan(0)
    for (const failure of work.failures) expect(failure).toBeInstanceOf(ValidationError)
    expect(work.failures.filter((failure) => Reflect.get(Object(failure), 'status') !== 500)).toEqual([])
    const found = await Promise.all(work.acknowledged.map(({ guid }) => db.devices.getById(guid)))
    expect(found.filter((device) => device === null)).toEqual([])
    await db.close()
  })
})
