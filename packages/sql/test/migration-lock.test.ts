import { Call } from '@dmt-providers/core'
import { describe, expect, it } from 'vitest'
import { mssqlDialect, postgresDialect, type SqlDialect } from '../src/index.js'
import { ensureSchema } from '../src/schema/ensure-schema.js'
import { RecordingConnection } from './recording-connection.js'

const create = (dialect: SqlDialect, connection: RecordingConnection) =>
  ensureSchema(dialect, connection, ['records'], 'auto', () => undefined, new Call({}))

const texts = ({ sent }: RecordingConnection) => sent.map(({ text }) => text)

describe('The lock around the creation of tables', () => {
  it('that SQL Server does not grant keeps from creating any', async () => {
    const connection = new RecordingConnection((text) => (text.includes('granted') ? [{ granted: 0 }] : []))
    await expect(create(mssqlDialect, connection)).rejects.toMatchObject({ code: 'unavailable' })
    expect(texts(connection).filter((text) => text.startsWith('create'))).toEqual([])
  })

  it.each([postgresDialect, mssqlDialect])('ends with the transaction of $name', async (dialect) => {
    const connection = new RecordingConnection((text) => (text.includes('granted') ? [{ granted: 1 }] : []))
    await create(dialect, connection)
    expect(texts(connection).at(-1)).toMatch(/^insert into dmt_migrations/)
  })
})
