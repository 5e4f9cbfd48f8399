import { describe, expect, it } from 'vitest'
import { byRelease, replacedKeys, retiredColumns, since } from '../src/schema/history.js'
import { schemaParts } from '../src/schema/schema-part.js'

const tables = Object.values(schemaParts).flatMap((part) => part.tables)

describe('The history of the tables', () => {
  it('orders releases by number', () => {
    expect(['2.10', '1.5', '2.9', '2.0', '1.4'].sort(byRelease)).toEqual(['1.4', '1.5', '2.0', '2.9', '2.10'])
  })

  it('dates columns and tables that this release has, and retires columns that it has not', () => {
    const present = new Set<string>(
      tables.flatMap(({ table, columns }) => [table, ...columns.map(({ name }) => `${table}.${name}`)]),
    )
    expect(Object.keys(since).filter((name) => !present.has(name))).toEqual([])
    expect(Object.keys(retiredColumns).filter((name) => present.has(name))).toEqual([])
  })

  it('replaces no key that this release has', () => {
    const keys = tables.flatMap(({ table, primaryKey, unique, references }) =>
      [primaryKey, ...Object.values<readonly string[]>(unique), ...references.map(({ columns }) => columns)].map(
        (columns) => `${table} ${columns.join()}`,
      ),
    )
    expect(replacedKeys.filter(({ table, columns }) => keys.includes(`${table} ${columns.join()}`))).toEqual([
      // The same columns were the primary key until 2.15, and are a unique key since.
      expect.objectContaining({ table: 'domains', kind: 'primary', columns: ['name', 'tenant_id'] }),
    ])
  })
})
