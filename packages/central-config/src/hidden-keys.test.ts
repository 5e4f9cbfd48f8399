import type { JsonObject } from '@dmt-providers/core'
import { expect, it } from 'vitest'
import { hiddenKeys } from './hidden-keys.js'
import { schemaOf } from './services/schema-of.js'

it.each<[JsonObject, readonly string[]]>([
  [{ log_level: 'debug', jwt_secret: { $secret: 'mps#jwt_secret' }, a_new_key: 'x' }, []],
  [
    { jwt_secret: 'x', vault_token: { current: 'x' }, connection_string: ['x'] },
    ['jwt_secret', 'vault_token.current', 'connection_string'],
  ],
  [{ vault_tokn: 'x', jwtsecret: 'x', mqtt_adress: 'x' }, ['vault_tokn', 'jwtsecret']],
  [{ jwt_secret: { $secret: 'x' }, other: { $secret: 'x' } }, ['jwt_secret', 'other']],
  [{ mqtt_address: 'mqtt://a:b@c', deep: { list: [{ password: 'x' }] } }, ['mqtt_address', 'deep.list']],
  [{ config_url: 'etcd://root:x@host', instance_name: 'one' }, ['config_url']],
  [{ 'a.dot': 'x', deep: { 'b.c': { d: 'x' } } }, ['a.dot', 'deep.b.c.d']],
  [JSON.parse('{ "__proto__": { "a": "x" }, "": "x" }'), ['__proto__.a', '']],
])('of %j', (document, hidden) => {
  expect([...hiddenKeys(schemaOf('mps'), document)]).toEqual(hidden)
})
