import { Environment } from '@dmt-providers/core'
import { describe, expect, it } from 'vitest'
import { serverSettings } from './server-settings.js'
import { serverTls } from './server-tls.js'

const none = new Environment({})
const settings = (url: string, given = {}, environment = none) => serverSettings(url, given, environment)
const guid = '4c4c4544-0046-4a10-8054-b4c04f4d3232'

describe('serverSettings', () => {
  it('takes options from code before the connection string, and that before the environment', () => {
    const environment = new Environment({ dmt_migrate: 'check', dmt_timeout_ms: '5000', dmt_retries: '1' })
    const url = 'Server=db;Database=d;User ID=u;Timeout=3;Max Pool Size=4;timeoutMs=6000'
    expect(settings(url, { poolMax: 5 }, environment)).toMatchObject({
      poolMax: 5,
      connectTimeoutMs: 3_000,
      timeoutMs: 6_000,
      retries: 1,
      migrate: 'check',
    })
  })

  it.each([
    ['mssql://u@db7.example/d', 'full', false],
    ['mssql://u@10.0.0.7/d', 'full', false],
    ['mssql://u@localhost/d', 'none', false],
    ['mssql://u@127.0.0.1/d', 'none', false],
    ['Server=.;Database=d;User ID=u', 'none', false],
    ['Server=.;Database=d;User ID=u;Encrypt=true', 'full', false],
    ['Server=.;Database=d;User ID=u;TrustServerCertificate=true', 'unverified', false],
    ['Server=.;Database=d;User ID=u;HostNameInCertificate=db7.example', 'full', false],
    ['mssql://u@localhost/d?sslrootcert=/ca.pem', 'full', false],
    ['Server=db7.example;Database=d;User ID=u;Encrypt=false', 'none', false],
    ['Server=db7.example;Database=d;User ID=u;TrustServerCertificate=true', 'unverified', false],
    ['Server=db7.example;Database=d;User ID=u;Encrypt=strict', 'full', true],
    ['mssql://u@db7.example/d?sslmode=require', 'unverified', false],
    ['mssql://u@db7.example/d?sslmode=strict', 'full', true],
  ])('protects connections of %s: %s', (url, mode, strict) => {
    expect(serverTls(settings(url))).toEqual({ mode, strict })
  })

  it.each([
    ['mssql://u@db/', 'names no database'],
    ['Server=db;User ID=u', 'names no database'],
    ['Server=db;Database=d', 'url: names no user'],
    ['mssql://u@db/d?poolMax=many', 'poolMax: give a number of connections'],
    ['mssql://u@db/d?sslmode=verify-ca', 'sslmode: give one of disable, require, no-verify, verify-full, strict'],
    [
      'mssql://u@db/d?sslmode=require&sslrootcert=/ca.pem',
      'sslmode: require checks no certificate, and sslrootcert asks',
    ],
    ['mssql://u@db/d?sslmode=disable&hostNameInCertificate=x', 'hostNameInCertificate asks'],
    ['mssql://u:p@db/d?passwordFile=/p', 'passwordFile (SQLCMDPASSWORD_FILE): a password is given as well'],
    ['mssql://u@db/d?auth=kerberos', 'auth: give one of password, entra'],
    ['mssql://u@db/d?auth=entra', 'the user is the client id of the identity'],
    [`mssql://${guid}:p@db/d?auth=entra`, 'auth: entra sends a token in place of a password'],
    ['mssql://db/d?auth=entra&passwordFile=/p', 'auth: entra sends a token in place of a password'],
    ['mssql://db/d?auth=entra&sslmode=disable', 'may not cross a network in plain text'],
    [`mssql://${guid}@db/d?auth=entra&azureClientId=another`, 'azureClientId: the user is another client id'],
  ])('refuses %s', (url, message) => {
    expect(() => settings(url)).toThrow(
      expect.objectContaining({ code: 'invalid-options', message: expect.stringContaining(message) }),
    )
  })

  it.each([
    `mssql://${guid}:secret@db/d?auth=entra-service-principal`,
    `Server=db;Database=d;Authentication=Active Directory Service Principal;User ID=${guid};Password=secret`,
    'mssql://db/d?auth=entra-service-principal&azureClientId=x&passwordFile=/p',
    'mssql://db/d?auth=entra',
    `mssql://${guid}@db/d?auth=entra-managed-identity`,
    'mssql://db/d?auth=entra-workload-identity',
    'mssql://localhost/d?auth=entra',
  ])('takes %s', (url) => {
    expect(settings(url).connection.database).toBe('d')
  })

  it('takes user and password from the variables that sqlcmd reads', () => {
    const environment = new Environment({ sqlcmduser: 'u', sqlcmdpassword: 'Canary-1' })
    expect(() => settings('Server=db;Database=d', {}, environment)).not.toThrow()
  })

  it('shows neither the connection string nor a password in what it refuses', () => {
    const url = 'Server=db;Database=d;User ID=u;Password=Canary-1;sslmode=Canary-2;poolMax=Canary-3;auth=Canary-4'
    expect(() => settings(url)).toThrow(expect.objectContaining({ message: expect.not.stringMatching(/Canary/) }))
  })
})
