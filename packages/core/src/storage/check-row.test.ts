import { describe, expect, it } from 'vitest'
import { checkPage } from './check-page.js'
import { checkRow } from './check-row.js'
import type { Page } from './storage-driver.js'
import { type TableName, tableFields } from './table-fields.js'

const guid = '00000000-0000-4000-8000-000000000001'

describe('A row', () => {
  it('has every writable field, and no other', () => {
    const checked = checkRow('devices', {
      guid,
      tenantId: '',
      hostname: 'h',
      version: '5',
      toString: 1,
      __proto__: { mpsusername: 'x' },
    })
    expect(checked).toEqual({
      guid,
      hostname: 'h',
      tags: [],
      mpsInstance: null,
      connectionStatus: null,
      mpsusername: null,
      tenantId: '',
      friendlyName: null,
      dnsSuffix: null,
      lastConnected: null,
      lastSeen: null,
      lastDisconnected: null,
      deviceInfo: null,
    })
  })

  it.each([undefined, null, 'x', 5])('that is %s is refused', (row) => {
    expect(() => checkRow('domains', row)).toThrow(expect.objectContaining({ code: 'invalid-argument' }))
  })

  it('is refused by table and field', () => {
    expect(() => checkRow('proxyConfigs', { name: 'p', address: 'a', infoFormat: 'x', port: 1, tenantId: '' })).toThrow(
      'proxyConfigs.infoFormat is a text of 1 characters; give an integer of 32 bits',
    )
  })

  it.each(Object.keys(tableFields) as TableName[])('of %s must have what the table requires', (table) => {
    const required = Object.entries(tableFields[table]).find(([, field]) => 'required' in field)?.[0]
    expect(() => checkRow(table, {})).toThrow(`${table}.${required} is missing`)
  })

  it('keeps each limit that a table has, in characters', () => {
    const emoji = '\u{1F600}'
    const row = { guid, tenantId: emoji.repeat(36), hostname: emoji.repeat(256) }
    expect(checkRow('devices', row)).toMatchObject(row)
    expect(() => checkRow('devices', { ...row, tenantId: emoji.repeat(37) })).toThrow(
      'devices.tenantId has 37 characters; give at most 36',
    )
  })
})

describe('A page', () => {
  it.each<[Partial<Page> | undefined, Page]>([
    [undefined, { limit: 25, offset: 0 }],
    [{}, { limit: 25, offset: 0 }],
    [
      { limit: 0, offset: 9_999_999_999 },
      { limit: 0, offset: 9_999_999_999 },
    ],
    [{ limit: Number.MAX_SAFE_INTEGER }, { limit: Number.MAX_SAFE_INTEGER, offset: 0 }],
  ])('%j is %j', (given, page) => {
    expect(checkPage(given)).toEqual(page)
  })

  it.each([-1, 0.5, Number.NaN, 2 ** 53, '5', 5n])('of %s rows is refused', (limit) => {
    for (const page of [{ limit }, { offset: limit }]) {
      expect(() => checkPage(page as Partial<Page>)).toThrow(expect.objectContaining({ code: 'invalid-argument' }))
    }
  })
})
