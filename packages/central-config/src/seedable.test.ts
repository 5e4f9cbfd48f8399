import { expect, it } from 'vitest'
import { seedable } from './seedable.js'
import { schemaOf } from './services/schema-of.js'

it('seeds what all instances can have from one place', () => {
  const { document, leftOut } = seedable(schemaOf('mps'), {
    common_name: 'mps.example.com',
    web_admin_user: '',
    mqtt_address: '',
    consul_enabled: true,
    instance_name: 'one',
    jwt_secret: 'canary-1',
    vault_token: '',
    connection_string: null,
    mps_tls_config: { ciphers: null, minVersion: '' },
  })
  expect(document).toEqual({ common_name: 'mps.example.com', mps_tls_config: { ciphers: null } })
  expect(leftOut.map(({ key }) => key)).toEqual(['consul_enabled', 'instance_name', 'jwt_secret'])
  expect(JSON.stringify(leftOut)).not.toContain('canary')
})
