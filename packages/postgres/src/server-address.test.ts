import { Environment } from '@dmt-providers/core'
import { describe, expect, it } from 'vitest'
import { serverAddress } from './server-address.js'

const none = new Environment({})

describe('serverAddress', () => {
  it.each([
    ['postgres://a%40b:p@db.example:6432/d%2Fe', { host: 'db.example', port: 6432, user: 'a@b', database: 'd/e' }],
    ['postgres://a@db.example', { host: 'db.example', port: 5432, user: 'a', database: 'a' }],
    ['postgres://a@[::1]:5433/d', { host: '::1', port: 5433, user: 'a', database: 'd' }],
    ['postgres://a@%2Fvar%2Frun%2Fpostgresql/d', { host: '/var/run/postgresql', port: 5432, user: 'a', database: 'd' }],
    ['postgres:///d', { host: 'localhost', port: 5432, user: undefined, database: 'd' }],
  ])('reads %s', (url, address) => {
    expect(serverAddress(url, none)).toEqual(address)
  })

  it('takes what the URL does not say from the variables of libpq, whatever a host made of their names', () => {
    const environment = new Environment({ pghost: 'db.example', pgport: '6432', pguser: 'a', pgdatabase: 'd' })
    const address = { host: 'db.example', port: 6432, user: 'a', database: 'd' }
    expect(serverAddress('postgres:///', environment)).toEqual(address)
    expect(serverAddress('postgres://b@other:5555/e', environment)).toEqual({
      host: 'other',
      port: 5555,
      user: 'b',
      database: 'e',
    })
  })
})
