import { Call } from '@dmt-providers/core'
import { describe, expect, it } from 'vitest'
import { postgresDialect } from '../src/index.js'
import { RecordRepository } from '../src/repositories/record-repository.js'
import { RecordingConnection } from './recording-connection.js'

describe('A listing of records', () => {
  it.each([
    ['', '%'],
    ['devices/', 'devices/%'],
    ['a_b%[c]!', 'a!_b!%![c]!!%'],
    ['\u{1F600}\\', '\u{1F600}\\%'],
  ])('by the prefix %j takes every wildcard of it as it is', async (prefix, pattern) => {
    const connection = new RecordingConnection()
    const schema = { applied: new Set<string>(), look: async () => new Set<string>() }
    const context = { dialect: postgresDialect, connection, schema, classify: () => undefined }
    await new RecordRepository(context, 'test').list(prefix, new Call({}))
    expect(connection.sent).toEqual([{ text: expect.stringContaining("like $1 escape '!'"), values: [pattern] }])
  })
})
