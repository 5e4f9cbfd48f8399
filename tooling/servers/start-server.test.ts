import pg from 'pg'
import { describe, expect, it, onTestFinished } from 'vitest'
import { describeOn } from './describe-on.js'
import { freshDatabase } from './fresh-database.js'
import { isMissing, type OwnServer, type ServerKind } from './server.js'
import { startFrom, startOwnServer } from './start-server.js'

const server = (how: string): OwnServer => ({
  url: 'test://',
  version: '1',
  how,
  stop: async () => undefined,
  kill: async () => undefined,
  restart: async () => undefined,
})

const kind = (...ways: ServerKind['ways']): ServerKind => ({
  variable: 'DMT_TEST_THING_URL',
  connect: async (url) => {
    if (url === 'test://down') throw new Error('refused')
    return server('variable')
  },
  ways,
})

const lacking = { name: 'lacking', start: async () => ({ missing: 'not installed' }) }
const broken = { name: 'broken', start: () => Promise.reject(new Error('disk full')) }
const working = { name: 'working', start: async () => server('working') }

describe('the ways to a server', () => {
  it('takes the server that the variable names before any other', async () => {
    expect(await startFrom(kind(working), 'test://up')).toMatchObject({ how: 'variable' })
  })

  it('does not look elsewhere when the named server is down', async () => {
    await expect(startFrom(kind(working), 'test://down')).rejects.toThrow('DMT_TEST_THING_URL is set')
  })

  it('takes the first way that works', async () => {
    expect(await startFrom(kind(lacking, broken, working), undefined)).toMatchObject({ how: 'working' })
  })

  it('tells what each way lacked', async () => {
    expect(await startFrom(kind(lacking, broken), undefined)).toEqual({
      missing: 'DMT_TEST_THING_URL is not set; lacking: not installed; broken: disk full',
    })
  })
})

const rows = async (url: string, statement: string): Promise<unknown[]> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(statement)).rows
  } finally {
    await client.end()
  }
}

await describeOn('postgres', 'a shared PostgreSQL server', () => {
  it('gives each caller a database of its own and drops it under open connections', async () => {
    const [one, two] = [await freshDatabase(), await freshDatabase()]
    await rows(one.url, 'create table marks (id int)')
    await expect(rows(two.url, 'select * from marks')).rejects.toMatchObject({ code: '42P01' })
    const open = new pg.Client({ connectionString: one.url })
    const cut = new Promise((resolve) => open.on('error', resolve))
    await open.connect()
    await one.drop()
    await cut
    await expect(rows(one.url, 'select 1')).rejects.toMatchObject({ code: '3D000' })
    await two.drop()
  })
})

await describeOn('postgres', 'a PostgreSQL server of the test', () => {
  it('keeps address and committed rows over a kill and a restart, and is gone after stop', async () => {
    const own = await startOwnServer('postgres')
    if (isMissing(own)) throw new Error(own.missing)
    onTestFinished(() => own.stop())
    await rows(own.url, 'create table marks as select 7 as id')
    await own.kill()
    await expect(rows(own.url, 'select * from marks')).rejects.toMatchObject({ code: 'ECONNREFUSED' })
    await own.restart()
    expect(await rows(own.url, 'select * from marks')).toEqual([{ id: 7 }])
    await own.restart()
    expect(await rows(own.url, 'select * from marks')).toEqual([{ id: 7 }])
    await own.stop()
    await expect(rows(own.url, 'select 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  })
})
