import { describe, expect, it } from 'vitest'
import { lackingRights } from './held-rights.js'

const all = ['SELECT', 'ALTER', 'CREATE ROUTINE']
const lacking = (...grants: readonly string[]) => lackingRights(grants, all, { database: 'mps_db', table: '*' })

describe('Rights that grants do not give', () => {
  it.each([
    ['none', [], all],
    ['the right to log in', ["GRANT USAGE ON *.* TO `u`@`%` IDENTIFIED BY PASSWORD '*00'"], all],
    ['everything', ['GRANT ALL PRIVILEGES ON *.* TO `u`@`%` WITH GRANT OPTION'], []],
    ['everything in the database', ['GRANT ALL PRIVILEGES ON `mps\\_db`.* TO `u`@`%`'], []],
    ['everything in databases that are named alike', ['GRANT ALL PRIVILEGES ON `mps_db`.* TO `u`@`%`'], []],
    ['everything in databases of a beginning', ['GRANT ALL PRIVILEGES ON `mps%`.* TO `u`@`%`'], []],
    ['everything in another database', ['GRANT ALL PRIVILEGES ON `mps\\_dbs`.* TO `u`@`%`'], all],
    [
      'rights of several grants',
      ['GRANT SELECT ON *.* TO `u`@`%`', 'GRANT ALTER ON `mps_db`.* TO `u`@`%`'],
      ['CREATE ROUTINE'],
    ],
    ['a right to one table', ['GRANT SELECT, ALTER ON `mps_db`.`devices` TO `u`@`%`'], all],
    ['a right to columns', ['GRANT SELECT (`a`, `b`), ALTER ON `mps_db`.* TO `u`@`%`'], ['SELECT', 'CREATE ROUTINE']],
    [
      'what was taken away again',
      ['GRANT ALL PRIVILEGES ON *.* TO `u`@`%`', 'REVOKE ALTER ON `mps_db`.* FROM `u`@`%`'],
      ['ALTER'],
    ],
    ['a role', ['GRANT `owner`@`%` TO `u`@`%`'], all],
  ])('know %s', (_, grants, expected) => {
    expect(lacking(...grants)).toEqual(expected)
  })

  it('count on a table where they are asked for it', () => {
    const grants = ['GRANT SELECT ON `d`.`t` TO `u`@`%`']
    expect(lackingRights(grants, ['SELECT'], { database: 'd', table: 't' })).toEqual([])
  })
})
