import { describe, expect, it } from 'vitest'
import { catalogueType, holdsType, widensType } from './mariadb-types.js'

const exact = 'utf8mb4 utf8mb4_nopad_bin'

describe('A type in the catalogue', () => {
  it('has no words of the definition that the catalogue leaves out', () => {
    expect(catalogueType('varchar(40) character set utf8mb4 collate utf8mb4_nopad_bin')).toBe(`varchar(40) ${exact}`)
    expect(catalogueType('tinyint(1)')).toBe('tinyint')
    expect(catalogueType('datetime(3)')).toBe('datetime(3)')
  })

  it.each([
    [`varchar(40) ${exact}`, `varchar(40) ${exact}`, 'holds'],
    [`varchar(80) ${exact}`, `varchar(40) ${exact}`, 'holds'],
    [`longtext ${exact}`, `varchar(40) ${exact}`, 'holds'],
    ['bigint', 'int', 'holds'],
    ['datetime(6)', 'datetime(3)', 'holds'],
    [`varchar(20) ${exact}`, `varchar(40) ${exact}`, 'widens'],
    ['varchar(40) latin1 latin1_swedish_ci', `varchar(40) ${exact}`, 'widens'],
    ['varchar(40) utf8mb4 utf8mb4_general_ci', `longtext ${exact}`, 'widens'],
    ['smallint', 'int', 'widens'],
    ['datetime', 'datetime(3)', 'widens'],
    ['varchar(80) latin1 latin1_swedish_ci', `varchar(40) ${exact}`, 'neither'],
    ['varbinary(40)', `varchar(40) ${exact}`, 'neither'],
    ['timestamp', 'datetime(3)', 'neither'],
    ['double', 'int', 'neither'],
    ['json', `longtext ${exact}`, 'neither'],
  ])('%s in place of %s: %s', (found, wanted, expected) => {
    const word = holdsType(found, wanted) ? 'holds' : widensType(found, wanted) ? 'widens' : 'neither'
    expect(word).toBe(expected)
  })
})
