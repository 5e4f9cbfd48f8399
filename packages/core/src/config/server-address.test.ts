import { describe, expect, it } from 'vitest'
import { ConnectionUrl } from '../connection-url.js'
import { serverAddress } from './server-address.js'

const read = (text: string) => serverAddress(ConnectionUrl.parse(text, 'config url'), 2379)

describe('the URL of a configuration server', () => {
  it.each([
    ['etcd://localhost', { endpoints: 'localhost:2379' }],
    ['etcd://one:1,[::1]:2,three/dmt/', { endpoints: 'one:1,[::1]:2,three:2379', prefix: 'dmt/' }],
    [
      'etcd+tls://u:p%40%2F@one?ca=./ca.pem',
      { endpoints: 'one:2379', user: 'u', password: 'p@/', tls: true, ca: './ca.pem' },
    ],
    ['etcd://one/a%20b', { endpoints: 'one:2379', prefix: 'a b' }],
  ])('%s', (text, expected) => {
    expect(read(text)).toEqual(expected)
  })

  it('names what cannot be decoded, and not its value', () => {
    expect(() => read('etcd://u:%zz@one')).toThrow('password: holds a % that starts no code; percent-encode it as %25')
  })
})
