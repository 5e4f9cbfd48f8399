import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { mariadbDialect, mssqlDialect, postgresDialect, type SqlDialect } from '../src/index.js'
import { statementsOf } from './statements-of.js'

const guid = '00000000-0000-4000-8000-000000000001'
const device = {
  guid,
  hostname: 'h',
  tags: ['a', 'b"c'],
  mpsInstance: null,
  connectionStatus: true,
  mpsusername: null,
  tenantId: 't',
  friendlyName: null,
  dnsSuffix: null,
  deviceInfo: { b: 1, a: '✓' },
}

function bound(dialect: SqlDialect, name: string, args: Record<string, unknown>): unknown[] | undefined {
  return statementsOf(dialect)
    .find((statement) => statement.name === name)
    ?.bind(args)
}

describe('Arguments are bound', () => {
  it('to PostgreSQL with arrays as they are and objects as JSON, in the order of the columns', () => {
    const expected = [guid, 'h', ['a', 'b"c'], null, true, null, 't', null, null, '{"b":1,"a":"✓"}']
    expect(bound(postgresDialect, 'devices.insert', device)).toEqual(expected)
  })

  it.each([mssqlDialect, mariadbDialect])('to $name with lists as JSON', (dialect) => {
    const expected = [guid, 'h', '["a","b\\"c"]', null, true, null, 't', null, null, '{"b":1,"a":"✓"}']
    expect(bound(dialect, 'devices.insert', device)).toEqual(expected)
    expect(bound(dialect, 'wirelessProfiles.insert', { linkPolicy: [14, 16] })).toContain('[14,16]')
  })

  it('with null for what is absent, whatever its type', () => {
    for (const dialect of [postgresDialect, mssqlDialect, mariadbDialect]) {
      expect(new Set(bound(dialect, 'devices.update', {}))).toEqual(new Set([null]))
    }
  })

  it('to PostgreSQL with instants as text in UTC', () => {
    const lastSeen = new Date('2026-07-01T12:00:00.123+02:00')
    expect(bound(postgresDialect, 'devices.update', { lastSeen })).toContain('2026-07-01T10:00:00.123Z')
  })
})

describe('Wall-clock time', () => {
  /** `TZ` counts when a process starts, so each zone is a process of its own. */
  async function inZone(zone: string, instant: string): Promise<Record<'written' | 'read' | 'bound', string>> {
    const program = fileURLToPath(new URL('wall-clock-program.ts', import.meta.url))
    const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', program, instant], {
      env: { ...process.env, TZ: zone },
    })
    return JSON.parse(stdout)
  }

  it.each([
    ['America/New_York', '2026-01-15T12:00:00.123Z', '2026-01-15T07:00:00.123'],
    ['America/New_York', '2026-07-15T12:00:00.123Z', '2026-07-15T08:00:00.123'],
    ['America/New_York', '2026-03-08T07:00:00.000Z', '2026-03-08T03:00:00.000'],
    ['Asia/Kolkata', '2026-12-31T20:00:00.000Z', '2027-01-01T01:30:00.000'],
    ['UTC', '2026-07-15T12:00:00.000Z', '2026-07-15T12:00:00.000'],
  ])('in %s writes %s as %s and reads it back', async (zone, instant, written) => {
    expect(await inZone(zone, instant)).toEqual({ written, read: instant, bound: written })
  })
})
