import type { JsonObject } from '@dmt-providers/core'
import { describe, expect, it } from 'vitest'
import { checkDocument } from './check-document.js'
import type { ServiceSchema } from './services/service-schema.js'

const schema: ServiceSchema = {
  service: 'mps',
  takes: { by: 'file', variable: 'MPS_CONFIG', ownFile: '.mpsrc', prefix: 'MPS_' },
  keys: [
    { name: 'log_level', type: 'text', choices: ['info', 'debug'], scope: 'shared', help: 'Level' },
    { name: 'cira_window_size', type: 'number', range: [1, 100_000], scope: 'shared', help: 'Window' },
    { name: 'listen_any', type: 'truth', scope: 'shared', help: 'All addresses' },
    { name: 'cors_origin', type: 'list', scope: 'shared', help: 'Origins' },
    { name: 'mqtt_address', type: 'text', scope: 'shared', help: 'Broker' },
    { name: 'secrets_path', type: 'text', scope: 'shared', help: 'Path' },
    { name: 'mps_tls_config.minVersion', type: 'text', scope: 'shared', help: 'TLS' },
    { name: 'labels', type: 'object', scope: 'shared', help: 'Labels' },
    { name: 'instance_name', type: 'text', scope: 'instance', help: 'Name' },
    { name: 'jwt_secret', type: 'text', scope: 'secret', help: 'Secret' },
    { name: 'consul_enabled', type: 'truth', scope: 'shared', help: 'Preview', warning: 'starts the preview' },
  ],
}

const problems = (document: JsonObject) =>
  checkDocument(schema, document).map(({ key, kind, severity }) => `${severity} ${kind} ${key}`)

describe('the check of a central document', () => {
  it.each<[JsonObject]>([
    [{}],
    [{ log_level: 'debug', cira_window_size: 81_920, listen_any: false, cors_origin: ['a', 'b'] }],
    [{ cira_window_size: '81920', cors_origin: '*', consul_enabled: false }],
    [{ log_level: null, jwt_secret: '', mps_tls_config: { minVersion: 'TLSv1.2' } }],
    [{ mps_tls_config: {}, labels: { site: 'Berlin' }, mqtt_address: 'mqtt://broker:1883' }],
    [{ jwt_secret: { $secret: 'mps/jwt#value' }, mqtt_address: { $secret: 'a/b#c#d' }, secrets_path: 'secret/data/' }],
  ])('takes %j', (document) => {
    expect(problems(document)).toEqual([])
  })

  it.each<[JsonObject, string]>([
    [{ log_level: 'debgu' }, 'error not-allowed log_level'],
    [{ log_level: ['debug'] }, 'error wrong-type log_level'],
    [{ cira_window_size: 'many' }, 'error wrong-type cira_window_size'],
    [{ cira_window_size: 100_001 }, 'error not-allowed cira_window_size'],
    [{ listen_any: 1 }, 'error wrong-type listen_any'],
    [{ listen_any: 'false' }, 'error wrong-type listen_any'],
    [{ labels: 'Berlin' }, 'error wrong-type labels'],
    [{ mps_tls_config: 'TLSv1.2' }, 'error wrong-type mps_tls_config'],
    [{ log_levle: 'debug' }, 'error unknown-key log_levle'],
    [{ mps_tls_config: { minVerison: 'TLSv1.2' } }, 'error unknown-key mps_tls_config.minVerison'],
    [{ a_key_of_the_next_release: 1 }, 'warning unknown-key a_key_of_the_next_release'],
    [{ consul_enabled: true }, 'warning discouraged consul_enabled'],
    [{ instance_name: 'one' }, 'error instance-key instance_name'],
    [{ instance_name: { $secret: 'a#b' } }, 'error instance-key instance_name'],
    [{ jwt_secret: 'canary-1' }, 'error secret-in-clear jwt_secret'],
    [{ mqtt_address: 'mqtt://user:canary-1@broker' }, 'error secret-in-clear mqtt_address'],
    [{ cors_origin: ['https://user:canary-1@host'] }, 'error secret-in-clear cors_origin'],
    [{ labels: { db_password: 'canary-1' } }, 'error secret-in-clear labels.db_password'],
    [{ other: { api_token: 'canary-1' } }, 'error secret-in-clear other.api_token'],
    [{ other: 'https://host/path?a=b&access_token=canary-1' }, 'error secret-in-clear other'],
    [{ other: 'Server=db;Password=canary-1' }, 'error secret-in-clear other'],
    [{ other: '-----BEGIN RSA PRIVATE KEY-----\ncanary-1' }, 'error secret-in-clear other'],
    [{ jwt_secret: { $secret: 'no-field' } }, 'error bad-reference jwt_secret'],
    [{ jwt_secret: { $secret: 'a#b', more: 1 } }, 'error bad-reference jwt_secret'],
    [{ labels: { constructor: 'x' } }, 'error bad-name labels.constructor'],
    [JSON.parse('{ "__proto__": { "listen_any": true } }'), 'error bad-name __proto__.listen_any'],
    [{ '': 'x' }, 'error bad-name '],
    [{ 'a.dot': 1 }, 'warning unknown-key a.dot,error bad-name a.dot'],
    [{ jwt_secret: { current: 'canary-1' } }, 'error wrong-type jwt_secret.current'],
    [{ other: [{ password: 'canary-1' }] }, 'error secret-in-clear other'],
    [{ other: [{ $secret: 'a#b' }, { deep: [{ url: 'amqp://a:canary-1@b' }] }] }, 'error secret-in-clear other'],
  ])('says of %j: %s', (document, problem) => {
    expect(problems(document).join()).toBe(problem)
    expect(JSON.stringify(checkDocument(schema, document))).not.toContain('canary')
  })

  it('suggests what was probably meant', () => {
    const found = checkDocument(schema, { log_level: 'debgu', jwt_secrte: 'x', listen_ayn: true })
    expect(found.map(({ suggestion }) => suggestion)).toEqual(['debug', 'jwt_secret', 'listen_any'])
    expect(found[2]?.message).toBe('listen_ayn: is not known; did you mean listen_any?')
  })
})
