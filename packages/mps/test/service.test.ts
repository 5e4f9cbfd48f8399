import { randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { isMissing, type OwnServer } from '../../../tooling/servers/server.js'
import { startOwnServer } from '../../../tooling/servers/start-server.js'
import { FakeService, type RunningService } from '../../host/test/fake-service.js'

const newDevice = () => ({ guid: randomUUID(), tenantId: '' })
// Every digit a 1: the service makes a number of it, and the key still opens what it sealed.
const digits = '1'.repeat(64)
const embedded = {
  MPS_CONNECTION_STRING: 'pglite:./data',
  MPS_SECRETS_URL: 'envelope+file:./secrets',
  DMT_ENVELOPE_KEY: digits,
}

describe('a service laid out as MPS is, with the adapter chosen by its environment', () => {
  let service: FakeService | undefined
  let running: RunningService | undefined

  beforeAll(async () => {
    service = await FakeService.install('mps')
  })
  afterEach(() => running?.stop())
  afterAll(() => service?.remove())

  const start = (environment: Record<string, string>, program?: string) => {
    if (service === undefined) throw new Error('not installed')
    running = service.start(environment, program)
    return running
  }

  it('starts without any server, and keeps its certificates', async () => {
    const first = start(embedded)
    expect(await first.listens).toBe(true)
    expect(first.log).toContain('new certificates')
    const certificates = await first.call('secrets', 'getMPSCerts')
    await first.stop()
    const second = start(embedded)
    expect(await second.listens).toBe(true)
    expect(second.log).not.toContain('new certificates')
    expect(await second.call('secrets', 'getMPSCerts')).toEqual(certificates)
  })

  it('is found when it is started by its folder', async () => {
    expect(await start(embedded, 'dist').listens).toBe(true)
  })

  it('recognises refusals by its own error class, and gets dates as dates', async () => {
    const mps = start(embedded)
    await mps.listens
    const device = newDevice()
    await mps.call('db.devices', 'insert', device)
    expect(await mps.call('db.devices', 'insert', device)).toMatchObject({ isOwn: true, status: 400 })
    expect(await mps.call('db.devices', 'update', { ...device, tenantId: 'x' })).toMatchObject({
      isOwn: true,
      status: 500,
    })
    const lastSeen = new Date()
    expect(await mps.call('db.devices', 'update', { ...device, lastSeen })).toMatchObject({ lastSeen })
  })

  it('reads connection string and secrets URL from files', async () => {
    const folder = service?.folder ?? ''
    await writeFile(join(folder, 'connection'), 'pglite:./data\n')
    await writeFile(join(folder, 'secrets-url'), 'envelope+file:./secrets\n')
    const files = {
      MPS_CONNECTION_STRING_FILE: join(folder, 'connection'),
      MPS_SECRETS_URL_FILE: join(folder, 'secrets-url'),
    }
    expect(await start({ ...files, DMT_ENVELOPE_KEY: digits }).listens).toBe(true)
  })

  it.each([
    ['another key', { ...embedded, DMT_ENVELOPE_KEY: '2'.repeat(64) }, 'secrets'],
    [
      'an unreachable secret store',
      { ...embedded, MPS_SECRETS_URL: 'envelope+postgres://u:p@127.0.0.1:1/d' },
      'secrets',
    ],
    ['no package for its secrets', { ...embedded, MPS_SECRETS_URL: '' }, 'npm install @dmt-providers/vault'],
    ['an unknown storage', { ...embedded, MPS_CONNECTION_STRING: 'oracle://h/d' }, 'no provider for URLs'],
  ])('does not start with %s, and makes no new certificates', async (_, environment, reason) => {
    const mps = start(environment)
    expect(await mps.listens).toBe(false)
    expect(mps.log).not.toContain('new certificates')
    expect(mps.log).toContain(reason)
    expect(mps.log).toContain('not started')
  })

  it('ends when it cannot start', async () => {
    expect(await start({ ...embedded, MPS_CONNECTION_STRING: 'nowhere:' }).ended).toBe(0)
  })

  it('clears its instance at each end signal', async () => {
    const mps = start(embedded)
    await mps.listens
    const device = newDevice()
    await mps.call('db.devices', 'insert', { ...device, mpsInstance: 'one', connectionStatus: true })
    expect(await mps.stop('SIGTERM')).toBe(0)
    expect(mps.log).toMatch(/leaving: SIGTERM[\s\S]*cleared: true[\s\S]*leaving: exit/)
  })

  it('still ends for a rejection that is no failure of a store', async () => {
    const mps = start(embedded)
    await mps.listens
    const device = newDevice()
    await mps.call('db.devices', 'insert', device)
    await mps.forget('db.devices', 'insert', device)
    await mps.ended
    expect(mps.log).toContain('leaving: uncaughtException')
  })

  describe('on a PostgreSQL server that breaks', () => {
    let server: OwnServer | undefined
    beforeAll(async () => {
      const started = await startOwnServer('postgres')
      if (!isMissing(started)) server = started
    })
    afterAll(() => server?.stop())

    it('goes on, also where it forgets to look at an outcome', async ({ skip }) => {
      if (server === undefined) return skip('no PostgreSQL server')
      const mps = start({ ...embedded, MPS_CONNECTION_STRING: server.url })
      expect(await mps.listens).toBe(true)
      const device = newDevice()
      await mps.call('db.devices', 'insert', device)
      await server.kill()
      await mps.forget('db.devices', 'getById', device.guid)
      expect(await mps.call('db', 'query', 'SELECT 1')).toMatchObject({ code: 'ECONNREFUSED' })
      expect(await mps.call('db.devices', 'getById', device.guid)).toMatchObject({ code: 'unavailable' })
      expect(await mps.call('db.devices', 'clearInstanceStatus', 'one')).toBe(false)
      await mps.prints('MPS did not handle a failure')
      await server.restart()
      const found = expect.poll(() => mps.call('db.devices', 'getById', device.guid), { timeout: 5_000 })
      await found.toMatchObject(device)
    })
  })
})
