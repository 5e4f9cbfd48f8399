import { expect, it, onTestFinished } from 'vitest'
import { describeOn } from '../describe-on.js'
import { isMissing } from '../server.js'
import { startOwnServer } from '../start-server.js'
import { freshMariadb } from './fresh-mariadb.js'
import { mariadbAt } from './mariadb-at.js'

await describeOn('mariadb', 'a shared MariaDB server', () => {
  it('gives each caller a database of its own and drops it', async () => {
    const [one, two] = [await freshMariadb(), await freshMariadb()]
    await mariadbAt(one.url, 'create table marks (id int)')
    await expect(mariadbAt(two.url, 'select * from marks')).rejects.toMatchObject({ errno: 1146 })
    await one.drop()
    await expect(mariadbAt(one.url, 'select 1')).rejects.toMatchObject({ errno: 1049 })
    await two.drop()
  })
})

await describeOn('mariadb', 'a MariaDB server of the test', () => {
  it('keeps address and committed rows over a kill and a restart, and is gone after stop', async () => {
    const own = await startOwnServer('mariadb')
    if (isMissing(own)) throw new Error(own.missing)
    onTestFinished(() => own.stop())
    await mariadbAt(own.url, 'create database kept', 'create table kept.marks as select 7 as id')
    await own.kill()
    await expect(mariadbAt(own.url, 'select 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' })
    await own.restart()
    expect(await mariadbAt(own.url, 'select id from kept.marks')).toMatchObject([{ id: 7 }])
    await own.restart()
    expect(await mariadbAt(own.url, 'select id from kept.marks')).toMatchObject([{ id: 7 }])
    await own.stop()
    await expect(mariadbAt(own.url, 'select 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  })
})
