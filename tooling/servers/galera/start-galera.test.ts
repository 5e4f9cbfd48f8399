import { expect, it, onTestFinished } from 'vitest'
import { describeOwn } from '../describe-own.js'
import { mariadbAt } from '../mariadb/mariadb-at.js'
import { isMissing } from '../server.js'
import { startGalera } from './start-galera.js'

await describeOwn('galera', 'a cluster of the test', () => {
  it('keeps what one node was told on the others, and takes a lost node back', { timeout: 180_000 }, async () => {
    const cluster = await startGalera()
    if (isMissing(cluster)) throw new Error(cluster.missing)
    onTestFinished(() => cluster.stop())
    const [one, two, three] = cluster.nodes
    if (one === undefined || two === undefined || three === undefined) throw new Error('fewer nodes than three')
    await mariadbAt(one.url, 'create table marks (id int primary key)', 'insert into marks values (7)')
    const read = ['set wsrep_sync_wait = 1', 'select id from marks order by id']
    expect(await mariadbAt(three.url, ...read)).toMatchObject([{ id: 7 }])
    await one.kill()
    await cluster.together(2)
    await mariadbAt(two.url, 'insert into marks values (8)')
    await one.rejoin()
    expect(await mariadbAt(one.url, ...read)).toMatchObject([{ id: 7 }, { id: 8 }])
  })
})
