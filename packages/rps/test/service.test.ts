import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { FakeService, type RunningService } from '../../host/test/fake-service.js'
import { cira } from './rows.js'

const embedded = {
  RPS_CONNECTION_STRING: 'pglite:./data',
  RPS_SECRETS_URL: 'envelope+file:./secrets',
  DMT_ENVELOPE_KEY: 'a'.repeat(64),
}

describe('a service laid out as RPS is, with the adapter chosen by its environment', () => {
  let service: FakeService | undefined
  let running: RunningService | undefined

  beforeAll(async () => {
    service = await FakeService.install('rps')
  })
  afterEach(() => running?.stop())
  afterAll(() => service?.remove())

  const start = (environment: Record<string, string>) => {
    if (service === undefined) throw new Error('not installed')
    running = service.start(environment)
    return running
  }

  it('starts without any server, with two databases that are one', async () => {
    const rps = start(embedded)
    expect(await rps.listens).toBe(true)
    await rps.call('first.ciraConfigs', 'insert', cira('one'))
    expect(await rps.call('db.ciraConfigs', 'getByName', 'ONE')).toMatchObject({ configName: 'one' })
  })

  it('finds its rows and secrets again', async () => {
    const first = start(embedded)
    await first.listens
    await first.call('db.ciraConfigs', 'insert', cira('kept'))
    await first.call('secrets', 'writeSecretWithObject', 'CIRAConfigs/kept', { MPS_PASSWORD: 'x' })
    await first.stop('SIGTERM')
    const second = start(embedded)
    expect(await second.listens).toBe(true)
    expect(await second.call('db.ciraConfigs', 'getByName', 'kept')).toMatchObject({ configName: 'kept' })
    expect(await second.call('secrets', 'getSecretAtPath', 'CIRAConfigs/kept')).toEqual({
      MPS_PASSWORD: 'x',
      version: 1,
    })
  })

  it('recognises refusals by its own error class', async () => {
    const rps = start(embedded)
    await rps.listens
    await rps.call('db.ciraConfigs', 'insert', cira('refused'))
    expect(await rps.call('db.ciraConfigs', 'insert', cira('Refused'))).toMatchObject({
      isOwn: true,
      name: 'Unique key violation',
    })
    expect(await rps.call('db.ciraConfigs', 'update', cira('Refused'))).toMatchObject({
      isOwn: true,
      name: 'Concurrency',
      item: { configName: 'refused' },
    })
  })

  describe('whose secrets manager is there late', () => {
    const late = { ...embedded, RPS_SECRETS_PROVIDER: 'late' }
    beforeAll(async () => {
      await service?.addModule('secrets/late/index.js', 'slow-secrets.js')
      await service?.addModule('data/instant/index.js', 'instant-database.js')
    })

    it('loses its start when the database does not wait', async () => {
      const rps = start({ ...late, RPS_DB_PROVIDER: 'instant', RPS_ATTEMPTS: '2' })
      expect(await rps.listens).toBe(false)
      expect(rps.log).toContain("reading 'health'")
    })

    it.each([1, 2, 3, 4, 5])('starts with this database (%i)', async () => {
      expect(await start(late).listens).toBe(true)
    })
  })

  it.each([
    ['another key', { ...embedded, DMT_ENVELOPE_KEY: 'b'.repeat(64) }, 'waiting for secrets'],
    ['an unknown storage', { ...embedded, RPS_CONNECTION_STRING: 'oracle://h/d' }, 'no provider for URLs'],
  ])('does not start with %s', async (_, environment, reason) => {
    const rps = start(environment)
    expect(await rps.listens).toBe(false)
    expect(rps.log).toContain(reason)
  })
})
