import { Environment } from '@dmt-providers/core'
import { describe, expect, it } from 'vitest'
import { serverAddresses } from './server-address.js'
import { serverSettings } from './server-settings.js'

const none = new Environment({})
const url = 'mariadb://user:pass%40word@db.example.com/mpsdb'

describe('serverSettings', () => {
  it('takes options from the URL, from code and from the environment, in the words of MPS', () => {
    const environment = new Environment({ dmt_migrate: 'check', mysql_pwd: 'x' })
    expect(serverSettings(`${url}?poolMax=3&sslmode=verify-full`, { idleTimeoutMs: 5 }, environment)).toMatchObject({
      poolMax: 3,
      sslmode: 'verify-full',
      idleTimeoutMs: 5,
      migrate: 'check',
    })
  })

  it('reads several hosts in their order', () => {
    const several = 'mysql://u%2F:p@one:3307,[::1],%2Frun%2Fmysqld.sock/a%20b'
    const common = { user: 'u/', database: 'a b' }
    expect(serverAddresses(several, none)).toEqual([
      { host: 'one', port: 3307, ...common },
      { host: '::1', port: 3306, ...common },
      { host: '/run/mysqld.sock', port: 3306, ...common },
    ])
  })

  it.each([
    ['a typo', `${url}?poolmx=3`, {}, 'poolMax'],
    ['no database', 'mariadb://user@host', {}, 'url: names no database'],
    ['no URL', 'mariadb://us er@ho st:x/db', {}, 'url'],
    ['half a client certificate', `${url}?sslcert=/a`, {}, 'sslkey'],
    ['a password twice', url, { passwordFile: '/a' }, 'passwordFile'],
    ['a token beside a password', url, { auth: 'rds-iam' }, 'auth'],
    ['a token in plain text', 'mysql://u@h/d?sslmode=disable', { auth: 'rds-iam', awsRegion: 'x' }, 'sslmode'],
    ['verify-ca of everybody', `${url}?sslmode=verify-ca`, {}, 'sslrootcert'],
    ['two sources of a key', `${url}?serverPublicKey=/a&allowPublicKeyRetrieval=true`, {}, 'allowPublicKeyRetrieval'],
  ])('refuses %s by name, and shows no password', (_, text, given, name) => {
    const refused = (() => {
      try {
        return serverSettings(text, given, none)
      } catch (error) {
        return error
      }
    })()
    expect(refused).toMatchObject({ code: 'invalid-options', message: expect.stringContaining(name) })
    expect(String(refused)).not.toMatch(/pass@word|pass%40word/)
  })
})
