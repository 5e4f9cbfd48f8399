import { Call } from '@dmt-providers/core'
import { describe, expect, it } from 'vitest'
import { mariadbDialect, mssqlDialect, postgresDialect, type SqlDialect } from '../src/index.js'
import { ensureSchema } from '../src/schema/ensure-schema.js'
import { RecordingConnection } from './recording-connection.js'

const create = (dialect: SqlDialect, connection: RecordingConnection) =>
  ensureSchema(dialect, connection, ['records'], 'auto', new Call({}))

const texts = ({ sent }: RecordingConnection) => sent.map(({ text }) => text)

describe('The lock around the creation of tables', () => {
  it.each([
    [mariadbDialect, null],
    [mariadbDialect, 0n],
    [mssqlDialect, 0],
  ])('of %o that answers %s keeps from creating any', async (dialect, granted) => {
    const connection = new RecordingConnection((text) => (text.includes('granted') ? [{ granted }] : []))
    await expect(create(dialect, connection)).rejects.toMatchObject({ code: 'unavailable' })
    expect(texts(connection).filter((text) => text.startsWith('create'))).toEqual([])
  })

  it('is given back by MariaDB, whose locks outlast a transaction, also when a table cannot be made', async () => {
    const connection = new RecordingConnection((text) => {
      if (/^create table (if not exists )?dmt_secrets/.test(text)) throw new Error('no space')
      return text.includes('granted') ? [{ granted: 1n }] : []
    })
    await expect(create(mariadbDialect, connection)).rejects.toThrow('no space')
    expect(texts(connection).at(-1)).toBe("select release_lock('dmt_migrations')")
  })

  it.each([postgresDialect, mssqlDialect])('ends with the transaction of $name', async (dialect) => {
    const connection = new RecordingConnection((text) => (text.includes('granted') ? [{ granted: 1 }] : []))
    await create(dialect, connection)
    expect(texts(connection).at(-1)).toMatch(/^insert into "dmt_migrations"/)
  })
})
