import pg from 'pg'
import { expect, it, onTestFinished } from 'vitest'
import { describeOwn } from '../describe-own.js'
import { freshDatabase } from '../fresh-database.js'
import { isMissing } from '../server.js'
import { startPgbouncer } from './start-pgbouncer.js'

await describeOwn('pgbouncer', 'a proxy of the test', () => {
  it('leads to the database of a server, and is gone after stop', async () => {
    const database = await freshDatabase()
    onTestFinished(() => database.drop())
    const proxy = await startPgbouncer(database.url)
    if (isMissing(proxy)) throw new Error(proxy.missing)
    onTestFinished(() => proxy.stop())
    const client = new pg.Client({ connectionString: proxy.url })
    await client.connect()
    const { rows } = await client.query('select current_database() as name')
    expect(rows).toEqual([{ name: new URL(database.url).pathname.slice(1) }])
    await client.end()
    await proxy.stop()
    await expect(new pg.Client({ connectionString: proxy.url }).connect()).rejects.toMatchObject({
      code: 'ECONNREFUSED',
    })
  })
})
