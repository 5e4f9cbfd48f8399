import { expect, it } from 'vitest'
import { fleet } from '../../../../tooling/fixtures/device-fleet.js'
import { writeAtOnce } from '../../../../tooling/fixtures/write-at-once.js'
import { describeOwn } from '../../../../tooling/servers/describe-own.js'
import { startGalera } from '../../../../tooling/servers/galera/start-galera.js'
import { mariadbAt } from '../../../../tooling/servers/mariadb/mariadb-at.js'
import { isMissing } from '../../../../tooling/servers/server.js'
import { openStore } from '../open-store.js'
import { scaleProblems } from './scale-problems.js'

await describeOwn('galera', 'the side tables in a cluster of three', () => {
  it('are right after writers on all nodes at once, of which none is refused whose device is its own', {
    timeout: 180_000,
  }, async () => {
    const cluster = await startGalera()
    if (isMissing(cluster)) throw new Error(cluster.missing)
    try {
      const stores = cluster.nodes.map(({ url }) => openStore({ url, tables: ['devices'], retries: 0 }))
      for (const store of stores) await store.ping()
      const devices = fleet(3_000)
      const writer = async (number: number) => {
        const store = stores[number % stores.length]?.devices
        for (const device of devices.filter((_, place) => place % 64 === number)) {
          await store?.insert(device)
          await store?.update({ ...device, mpsInstance: 'mps-1', connectionStatus: true })
        }
      }
      // Without another try: a counter that they share would have some of them refused.
      await Promise.all(Array.from({ length: 64 }, (_, number) => writer(number)))
      const patient = cluster.nodes.map(({ url }) => openStore({ url, tables: ['devices'], retries: 20 }))
      await writeAtOnce(patient, 24)
      for (const [place, { url }] of cluster.nodes.entries()) {
        await mariadbAt(url, 'set wsrep_sync_wait = 1', 'select 1 from devices limit 1')
        expect(await scaleProblems(url)).toEqual([])
        const [row] = await mariadbAt(url, `select count(*) as count from devices where tenantid = ''`)
        expect(await stores[place]?.devices.count('')).toBe(Number(row?.count))
      }
    } finally {
      await cluster.stop()
    }
  })
})
