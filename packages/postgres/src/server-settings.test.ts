import { Environment, isProviderError } from '@dmt-providers/core'
import { describe, expect, it } from 'vitest'
import { serverSettings } from './server-settings.js'

const url = 'postgres://alice:Secret-1@db7.example:5433/database'

function refusal(text: string, given: Record<string, unknown> = {}): string {
  try {
    serverSettings(text, given)
  } catch (error) {
    if (isProviderError(error) && error.code === 'invalid-options') return `${error.message} ${error.cause ?? ''}`
    throw error
  }
  throw new Error('the options were accepted')
}

describe('serverSettings', () => {
  it('has an initial value for everything but the URL', () => {
    const environment = new Environment({})
    expect(serverSettings(url, {}, environment)).toEqual({
      url,
      environment,
      auth: 'password',
      preparedStatements: true,
      maxLifetimeMs: 1_800_000,
      poolMax: 10,
      connectTimeoutMs: 10_000,
      idleTimeoutMs: 30_000,
      statementTimeoutMs: 30_000,
      migrate: 'auto',
    })
  })

  it('reads parameters from the URL, and leaves none there for the driver to read in its own way', () => {
    const settings = serverSettings(`${url}?poolMax=3&sslmode=verify-full&migrate=check&application_name=mps`, {})
    expect(settings).toMatchObject({
      url,
      poolMax: 3,
      sslmode: 'verify-full',
      migrate: 'check',
      application_name: 'mps',
    })
  })

  it('keeps every host of the URL, and reads what they must be', () => {
    const several = 'postgres://alice:Secret-1@db7.example:5433,[::1]:5434,db8.example/database'
    const settings = serverSettings(`${several}?target_session_attrs=primary&load_balance_hosts=random`, {})
    expect(settings).toMatchObject({ url: several, target_session_attrs: 'primary', load_balance_hosts: 'random' })
    const environment = new Environment({ pgtargetsessionattrs: 'standby' })
    expect(serverSettings(several, {}, environment).target_session_attrs).toBe('standby')
  })

  it('takes connect_timeout, which PostgreSQL’s URLs have in seconds', () => {
    expect(serverSettings(`${url}?connect_timeout=3`, {}).connectTimeoutMs).toBe(3_000)
    expect(serverSettings(`${url}?connect_timeout=3`, { connectTimeoutMs: 50 }).connectTimeoutMs).toBe(50)
  })

  it('takes what every store takes from the URL and from the environment too', () => {
    const environment = new Environment({ dmt_timeout_ms: '7000', dmt_retries: '0' })
    expect(serverSettings(url, {}, environment)).toMatchObject({ timeoutMs: 7_000, retries: 0 })
    expect(serverSettings(`${url}?timeoutMs=5000&retries=1`, {}, environment)).toMatchObject({
      timeoutMs: 5_000,
      retries: 1,
    })
    expect(refusal(`${url}?timeoutMs=0&retries=often`)).toMatch(
      /timeoutMs \(DMT_TIMEOUT_MS\).*retries \(DMT_RETRIES\): give a number/,
    )
  })

  it('prefers code to the URL, and the URL to the environment', () => {
    const environment = new Environment({ dmt_migrate: 'check' })
    expect(serverSettings(url, {}, environment).migrate).toBe('check')
    expect(serverSettings(`${url}?migrate=auto`, {}, environment).migrate).toBe('auto')
    expect(serverSettings(`${url}?migrate=auto`, { migrate: 'check' }, environment).migrate).toBe('check')
  })

  it.each([
    [
      'an unknown parameter, with the nearest known one',
      `${url}?poolMx=3`,
      'poolMx: unknown option, did you mean poolMax?',
    ],
    ['a number that is none', `${url}?poolMax=many`, 'poolMax: give a number of connections'],
    ['a number out of range', `${url}?poolMax=0`, 'poolMax'],
    ['several at once', `${url}?poolMax=many&migrate=perhaps&unknown=1`, 'migrate (DMT_MIGRATE): give auto or check'],
    ['a text that is no URL', 'Secret-1', 'percent-encode'],
    ['an empty host among several', 'postgres://alice:Secret-1@db7.example,,db8.example/database', 'commas between'],
    [
      'a port that is none among several',
      'postgres://alice:Secret-1@db7.example,db8.example:0/database',
      'commas between',
    ],
    ['a target that libpq does not know', `${url}?target_session_attrs=writable`, 'give one of any, read-write'],
    ['a port that is none', 'postgres://alice:Secret-1@db7.example:99999/database', 'percent-encode'],
    ['a password that is not percent-encoded', 'postgres://alice:Secret-1%zz@db7.example/database', 'percent-encode'],
  ])('refuses %s, and shows neither URL nor password', (_, text, message) => {
    const shown = refusal(text)
    expect(shown).toContain(message)
    expect(shown).not.toMatch(/Secret-1|alice|db7/)
  })
})
