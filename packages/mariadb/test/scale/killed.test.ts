import { type DeviceInput, isProviderError } from '@dmt-providers/core'
import { describe, expect, it } from 'vitest'
import { fleet } from '../../../../tooling/fixtures/device-fleet.js'
import { mariadbAt } from '../../../../tooling/servers/mariadb/mariadb-at.js'
import { isMissing } from '../../../../tooling/servers/server.js'
import { startOwnServer } from '../../../../tooling/servers/start-server.js'
import { openStore } from '../open-store.js'
import { scaleProblems } from './scale-problems.js'

/** Writes that must be acknowledged before the server is killed, and after it is back. */
const enough = 1_500

describe('the side tables of a server that is killed under 64 writers', () => {
  it('are right when it is back, and while the writers go on', { timeout: 120_000 }, async ({ skip }) => {
    const server = await startOwnServer('mariadb')
    if (isMissing(server)) return skip('no MariaDB server')
    try {
      const { devices } = openStore({ url: server.url, tables: ['devices'] })
      const [codes, tally] = [new Set<string>(), { acknowledged: 0, stopped: false }]
      const writer = async (number: number) => {
        const own = fleet(640).slice(number * 10, number * 10 + 10)
        for (let turn = 0; !tally.stopped; turn++) {
          const device: DeviceInput = { ...(own[turn % own.length] ?? { guid: '', tenantId: '' }) }
          const changed = { ...device, mpsInstance: `mps-${turn % 3}`, connectionStatus: turn % 2 === 0 }
          const write = async () => {
            if (turn % 5 === 4) await devices.delete(device.guid, device.tenantId)
            else if ((await devices.get(device.guid)) === undefined) await devices.insert(device)
            else await devices.update(changed)
          }
          await write().then(
            () => {
              tally.acknowledged++
            },
            (error: unknown) => {
              codes.add(isProviderError(error) ? error.code : String(error))
            },
          )
        }
      }
      const writers = Array.from({ length: 64 }, (_, number) => writer(number))
      const acknowledgedMore = async () => {
        const before = tally.acknowledged
        while (tally.acknowledged < before + enough) await devices.count('').catch(() => undefined)
      }
      await acknowledgedMore()
      await server.kill()
      await server.restart()
      await acknowledgedMore()
      tally.stopped = true
      await Promise.all(writers)
      // A device whose insert was acknowledged late is there when it is inserted again.
      expect([...codes].filter((code) => code !== 'unavailable' && code !== 'conflict')).toEqual([])
      expect(await scaleProblems(server.url)).toEqual([])
      const [{ count } = {}] = await mariadbAt(server.url, `select count(*) as count from devices where tenantid = ''`)
      expect(await devices.count('')).toBe(Number(count))
    } finally {
      await server.stop()
    }
  })
})
