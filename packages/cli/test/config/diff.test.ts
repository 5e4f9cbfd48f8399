import { describe, expect, it } from 'vitest'
import { configCli } from './config-cli.js'
import { configPlace } from './config-place.js'

const central = {
  common_name: 'mps.example.com',
  jwt_expiration: '1440',
  cira_last_seen: true,
  log_level: 'info',
  jwt_secret: { $secret: 'mps#jwt_secret' },
  mps_tls_config: { minVersion: 'TLSv1.2', secureOptions: ['SSL_OP_NO_SSLv2'] },
}

async function place() {
  const one = await configPlace()
  expect((await one.mps(['seed', '--file', await one.file(central)])).code).toBe(0)
  return one
}

/** The lines of a table, with single spaces. */
const rows = (out: string) => out.split('\n').map((line) => line.replace(/ {2,}/g, ' | '))

describe('config diff', () => {
  it('has nothing to say where an instance gets what the document says', async () => {
    const { mps, file } = await place()
    expect(await mps(['diff'])).toEqual({ code: 0, out: '', err: '' })
    // What belongs to an instance, secrets that are here alone, the same in other words, and null are no difference.
    const own = { web_port: 3001, vault_token: 'canary-1', jwt_secret: 'canary-2', jwt_expiration: 1440, country: null }
    const environment = { MPS_INSTANCE_NAME: 'one', MPS_CIRA_LAST_SEEN: 'TRUE', MPS_VAULT_TOKEN: 'canary-3' }
    expect(await mps(['diff', '--file', await file(own)], { environment })).toEqual({ code: 0, out: '', err: '' })
  })

  it('tells where a value is from and what it takes the place of: environment before document before file', async () => {
    const { mps, file } = await place()
    const own = {
      common_name: 'localhost',
      country: 'US',
      log_level: 'silly',
      mps_tls_config: { minVersion: 'TLSv1', requestCert: true },
    }
    const environment = {
      mps_log_level: 'debug',
      MPS_JWT_SECRET: 'canary-1',
      MPS_MQTT_ADDRESS: 'mqtt://user:canary-2@broker',
      MPS_MPS_TLS_CONFIG__SECUREOPTIONS: 'none',
      DMT_TIMEOUT_MS: '500',
    }
    const { code, out, err } = await mps(['diff', '--file', await file(own)], { environment })
    expect(code).toBe(3)
    expect(err).toBe('dmt-providers: 8 keys differ from mps/config')
    expect(rows(out)).toEqual([
      'key | value | from',
      'common_name | mps.example.com | central | file has localhost',
      'country | US | file | not central',
      'dmt_timeout_ms | 500 | environment | not central',
      'jwt_secret | (secret) | environment | central has secret:mps#jwt_secret',
      'log_level | debug | environment | central has info',
      'mps_tls_config.minVersion | TLSv1.2 | central | file has TLSv1',
      'mps_tls_config.requestCert | true | file | not central',
      'mqtt_address | (secret) | environment | not central',
    ])
  })

  it('lists everything with --all, defaults too, and JSON for programs', async () => {
    const { mps } = await place()
    const all = await mps(['diff', '--all'])
    expect(all).toMatchObject({ code: 0, err: '' })
    expect(rows(all.out)).toEqual(
      expect.arrayContaining(['common_name | mps.example.com | central', 'country | - | default']),
    )
    const json = await mps(['diff', '--json'], { environment: { MPS_COUNTRY: 'DE', MPS_JWT_SECRET: 'canary-1' } })
    expect(json.code).toBe(3)
    expect(JSON.parse(json.out)).toMatchObject({
      service: 'mps',
      differs: 2,
      keys: [
        { key: 'country', value: 'DE', from: 'environment', differs: true, instead: [] },
        { key: 'jwt_secret', value: '(secret)', from: 'environment', instead: [{ from: 'central' }] },
      ],
    })
  })

  it('takes the file that MPS_CONFIG names, comments and all, and fails for one that cannot be read', async () => {
    const { mps, file, folder } = await place()
    const path = await file('// what this machine has\n{ "country": "US" /* where it is */ }')
    const { code, out } = await mps(['diff'], { environment: { MPS_CONFIG: path } })
    expect([code, rows(out)[1]]).toEqual([3, 'country | US | file | not central'])
    expect((await mps(['diff', '--file', '-'], { input: '{ "country": "FR" }' })).out).toContain('FR')
    expect(await mps(['diff', '--file', `${folder}/none`])).toMatchObject({
      code: 2,
      err: expect.stringContaining('ENOENT'),
    })
    const broken = await mps(['diff', '--file', await file('{ "jwt_secret": "canary-1')])
    expect(broken).toMatchObject({ code: 2, err: expect.not.stringContaining('canary') })
  })

  it('knows that Console and the router take variables alone', async () => {
    const { variables, file } = await configPlace()
    const run = (args: readonly string[], environment: Readonly<Record<string, string>> = {}) =>
      configCli([...args, '--service', 'console'], { environment: { ...variables, ...environment } })
    const document = { logger: { log_level: 'info' }, http: { allowed_origins: ['https://a', 'https://b'] } }
    expect((await run(['seed', '--file', await file(document)])).code).toBe(0)
    expect((await run(['diff'], { HTTP_ALLOWED_ORIGINS: 'https://a,https://b', HTTP_PORT: '81' })).code).toBe(0)
    const { out } = await run(['diff'], { LOG_LEVEL: 'debug', AUTH_JWT_KEY: 'canary-1' })
    expect(rows(out)).toEqual(['key | value | from', 'logger.log_level | debug | environment | central has info'])
  })
})
