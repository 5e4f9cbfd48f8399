import pg from 'pg'
import { expect, it, onTestFinished } from 'vitest'
import { describeOwn } from '../describe-own.js'
import { isMissing } from '../server.js'
import { startPatroni } from './start-patroni.js'

const rows = async (url: string, statement: string): Promise<unknown[]> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(statement)).rows
  } finally {
    await client.end()
  }
}

await describeOwn('patroni', 'a cluster of the test', () => {
  it('hands the role of a killed primary over, and its data; and is gone after stop', { timeout: 90_000 }, async () => {
    const cluster = await startPatroni()
    if (isMissing(cluster)) throw new Error(cluster.missing)
    onTestFinished(() => cluster.stop())
    const first = await cluster.primary()
    await rows(first, 'create table marks as select 7 as id')
    await cluster.killPrimary()
    await expect(rows(first, 'select')).rejects.toMatchObject({ code: 'ECONNREFUSED' })
    const second = await cluster.primary()
    expect(second).not.toBe(first)
    expect(await rows(second, 'select id from marks')).toEqual([{ id: 7 }])
    await cluster.restart()
    expect(await rows(first, 'select pg_is_in_recovery() as replica')).toEqual([{ replica: true }])
    await cluster.stop()
    for (const url of cluster.urls) await expect(rows(url, 'select')).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  })
})
