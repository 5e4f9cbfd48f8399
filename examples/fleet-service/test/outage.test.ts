import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeOn } from '../../../tooling/servers/describe-on.js'
import { isMissing, type OwnServer } from '../../../tooling/servers/server.js'
import { startOwnServer } from '../../../tooling/servers/start-server.js'
import { RunningService } from '../src/demo/running-service.js'
import { generateDevices } from '../src/fleet/generate-devices.js'
import { fill, surroundings } from './fleet-folder.js'
import { temporaryFolder } from './temporary-folder.js'

await describeOn('postgres', 'the health answers', () => {
  let server: OwnServer
  beforeAll(async () => {
    const own = await startOwnServer('postgres')
    if (isMissing(own)) throw new Error(own.missing)
    server = own
  })
  afterAll(() => server?.stop())

  it('turn to 503 while the database is away and back to 200, and the service lives on', async () => {
    const where = await surroundings(await temporaryFolder(), server.url)
    await fill(where, generateDevices(30, 1))
    const service = await RunningService.start(where)
    const statuses = async () => [
      (await service.get('/api/v1/health')).status,
      (await service.get('/api/v1/admin/health')).status,
      (await service.get('/api/v1/devices/stats')).status,
    ]
    expect(await statuses()).toEqual([200, 200, 200])

    await server.kill()
    expect(await statuses()).toEqual([503, 503, 500])
    const { body } = await service.get('/api/v1/health')
    expect(body).toMatchObject({
      db: { status: expect.not.stringMatching(/^OK$/) },
      secretStore: { status: { initialized: true, sealed: false } },
    })

    await server.restart()
    await expect.poll(statuses, { timeout: 5_000 }).toEqual([200, 200, 200])
    expect(await service.stop()).toBe(0)
  }, 180_000)
})
