import { Environment } from '@dmt-providers/core'
import { describe, expect, it } from 'vitest'
import { vaultOptions } from './options.js'

const nothing = new Environment({})
const address = 'https://vault:8200'

describe('the options of Vault', () => {
  it('have defaults for what is not given', () => {
    expect(vaultOptions.parse({ address }, nothing)).toEqual({
      address: [address],
      basePath: '',
      mount: 'secret',
      prefix: '',
      kv: '2',
      auth: 'token',
      secretIdWrapped: false,
      poolMax: 64,
      attemptTimeoutMs: 4_000,
    })
  })

  it.each([
    [{ prefix: '/team/a/' }, { prefix: 'team/a/' }],
    [{ prefix: 'team' }, { prefix: 'team/' }],
    [{ mount: '/org/kv/' }, { mount: 'org/kv' }],
    [{ basePath: 'vault/' }, { basePath: '/vault' }],
    [{ address: 'https://a:8200, http://[::1]:8200/v' }, { address: ['https://a:8200', 'http://[::1]:8200/v'] }],
    [
      { poolMax: '8', attemptTimeoutMs: '500' },
      { poolMax: 8, attemptTimeoutMs: 500 },
    ],
  ])('take %j as %j', (given, taken) => {
    expect(vaultOptions.parse({ address, ...given }, nothing)).toMatchObject(taken)
  })

  it("come from the variables of Vault's own command", () => {
    const environment = new Environment({
      vault_addr: 'https://other:8200',
      VAULT_NAMESPACE: 'team',
      vault_cacert: './ca',
    })
    expect(vaultOptions.parse({}, environment)).toMatchObject({
      address: ['https://other:8200'],
      namespace: 'team',
      ca: './ca',
    })
  })

  it.each<[Record<string, unknown>, string]>([
    [{ address: undefined }, 'address (VAULT_ADDR): is missing'],
    [{ address: 'vault:8200' }, 'address (VAULT_ADDR): write https://host:8200'],
    [{ address: 'https://user@vault:8200' }, 'write https://host:8200'],
    [{ mount: '/' }, 'mount: is empty'],
    [{ prefix: 'a//b' }, 'prefix: has an empty part'],
    [{ prefix: '../b' }, 'prefix: has an empty part, "." or ".."'],
    [{ kv: '3' }, 'kv: give 1 or 2'],
    [{ auth: 'ldap' }, 'auth (DMT_VAULT_AUTH): give one of token, approle'],
    [{ auth: 'approle' }, 'roleId (DMT_VAULT_ROLE_ID): is missing: auth=approle needs roleId'],
    [{ auth: 'kubernetes' }, 'role (DMT_VAULT_ROLE): is missing'],
    [{ auth: 'jwt' }, 'jwt (DMT_VAULT_JWT): is missing: auth=jwt needs jwt or jwtFile'],
    [{ auth: 'userpass', user: 'a' }, 'password (DMT_VAULT_PASSWORD): is missing'],
    [{ auth: 'cert', cert: 'a', key: 'b', address: 'http://vault:8200' }, 'only TLS has certificates'],
    [{ auth: 'approle', roleId: 'a', token: 's3cret' }, 'token: is given beside auth=approle'],
    [{ token: 's3cret', tokenFile: './token' }, 'token: and tokenFile are both given'],
    [{ token: 's3cret\n' }, 'token: holds a space, a line end'],
    [{ auth: 'approle', roleId: 'a', secretIdWrapped: 'true' }, 'secretIdWrapped: is true without a secret id'],
    [{ secretIdWrapped: 'yes' }, 'secretIdWrapped: give true or false'],
    [{ poolMax: 0 }, 'poolMax: give a whole number from 1 to 1000'],
    [{ tokn: 's3cret' }, 'tokn: unknown option, did you mean token?'],
  ])('refuse %j', (given, message) => {
    const parse = () => vaultOptions.parse({ address, ...given }, nothing)
    expect(parse).toThrow(message)
    expect(parse).not.toThrow('s3cret')
  })
})
