import { describe, expect, it } from 'vitest'
import { schemaOf, services } from './schema-of.js'
import type { KnownKey } from './service-schema.js'

const names = (keys: readonly KnownKey[]) => keys.map(({ name }) => name)

describe.each(services)('the keys of %s', (service) => {
  const { keys, takes } = schemaOf(service)

  it('have names that are unique, and no key lies below another one that is a value', () => {
    expect(new Set(names(keys)).size).toBe(keys.length)
    const above = keys.filter(({ name }) => keys.some((other) => other.name.startsWith(`${name}.`)))
    expect(names(above.filter(({ type }) => type !== 'object'))).toEqual([])
    for (const { name } of keys) expect(name).toMatch(/^[A-Za-z]\w*(\.[A-Za-z]\w*)*$/)
  })

  it('say what they are in one sentence of one line', () => {
    for (const { help } of keys) expect(help).toMatch(/^[^\n]{8,120}[^.\n]$/)
  })

  it('have choices and ranges that can be kept, and ranges for numbers alone', () => {
    for (const { choices, range, type } of keys) {
      if (choices !== undefined) expect(new Set(choices).size).toBe(choices.length)
      if (choices !== undefined && type === 'number') for (const choice of choices) expect(choice).toMatch(/^\d+$/)
      if (range !== undefined) expect([type, range[0] < range[1]]).toEqual(['number', true])
    }
  })

  it('have a variable each where the service takes variables alone', () => {
    const variables = keys.flatMap(({ variable }) => variable ?? [])
    expect(new Set(variables).size).toBe(variables.length)
    for (const variable of variables) expect(variable).toMatch(/^[A-Z][A-Z0-9_]*$/)
    const without = keys.filter(({ variable, scope }) => variable === undefined && scope !== 'instance')
    if (takes.by === 'environment') expect(names(without)).toEqual([])
  })
})

it('passwords, keys and tokens are secrets, and what tells instances apart is of one instance', () => {
  const scoped = (scope: KnownKey['scope']) =>
    services.flatMap((service) =>
      schemaOf(service).keys.flatMap((key) => (key.scope === scope ? [`${service} ${key.name}`] : [])),
    )
  expect(scoped('secret').filter((name) => !name.includes(' dmt_'))).toEqual([
    'mps web_admin_password',
    'mps jwt_secret',
    'mps tls_cert_key',
    'mps web_tls_cert_key',
    'mps connection_string',
    'mps vault_token',
    'mps secrets_url',
    'rps connection_string',
    'rps vault_token',
    'rps secrets_url',
    'console app.encryption_key',
    'console secrets.token',
    'console postgres.url',
    'console ea.password',
    'console auth.adminPassword',
    'console auth.jwtKey',
    'router mps_connection_string',
  ])
  expect(scoped('instance')).toEqual([
    'mps instance_name',
    'mps port',
    'mps web_port',
    'mps mpswebport',
    'mps config_url',
    'mps config_url_file',
    'rps web_port',
    'rps websocketport',
    'rps rpswebport',
    'rps config_url',
    'rps config_url_file',
    'console http.host',
    'console http.port',
    'console app.version',
    'router port',
  ])
})

it('a level of the log is a variable, which MPS and RPS read before their files', () => {
  const level = (service: 'mps' | 'rps') => schemaOf(service).keys.find(({ name }) => name === 'log_level')
  expect([level('mps')?.variable, level('rps')?.variable]).toEqual(['MPS_LOG_LEVEL', 'RPS_LOG_LEVEL'])
  expect(level('mps')?.choices).toContain('silly')
})

it('whoever turns the preview of Consul on is warned', () => {
  const warned = schemaOf('rps').keys.filter(({ name, warning }) => name.startsWith('consul_') && warning !== undefined)
  expect(names(warned)).toEqual(['consul_enabled'])
})
