import { Environment } from '@dmt-providers/core'
import { describe, expect, it } from 'vitest'
import { serverSettings } from './server-settings.js'

const url = (query: string, host = 'db.example', user = 'mps') => `postgres://${user}@${host}/mpsdb${query}`

const settingsOf = (text: string, given: object = {}, environment: object = {}) =>
  serverSettings(text, { ...given }, new Environment({ ...environment }))

function refusal(...args: Parameters<typeof settingsOf>): unknown {
  try {
    return settingsOf(...args)
  } catch (error) {
    return error
  }
}

const refused = (message: string) =>
  expect.objectContaining({ code: 'invalid-options', message: expect.stringContaining(message) })

describe('serverPassword', () => {
  it.each(['disable', 'prefer', 'allow'])('refuses to send a token with sslmode=%s, but to a local host', (mode) => {
    for (const auth of ['entra', 'rds-iam&awsRegion=eu-west-1']) {
      expect(refusal(url(`?auth=${auth}&sslmode=${mode}`))).toEqual(refused('may not cross a network in plain text'))
      expect(settingsOf(url(`?auth=${auth}&sslmode=${mode}`, 'localhost'))).toMatchObject({ sslmode: mode })
      expect(settingsOf(url(`?auth=${auth}`))).toMatchObject({ auth: auth.split('&')[0] })
    }
  })

  it.each([
    ['?auth=entra', { password: 'Canary-1' }, {}, 'auth: entra sends a token'],
    ['?auth=rds-iam&passwordFile=/f', {}, {}, 'auth: rds-iam sends a token'],
    ['?passwordFile=/f', { password: () => 'Canary-1' }, {}, 'passwordFile (PGPASSWORD_FILE): a password is given'],
    ['', { password: 'Canary-1' }, { pgpassword_file: '/f' }, 'passwordFile (PGPASSWORD_FILE): a password is given'],
    ['', { password: 7 }, {}, 'password: give a text, or in code a function'],
    ['?auth=kerberos', {}, {}, 'auth: give one of password, entra, rds-iam'],
  ])('refuses %s with a second source, and shows no password', (query, given, environment, message) => {
    const error = refusal(url(query), given, environment)
    expect(error).toEqual(refused(message))
    expect(String(error)).not.toContain('Canary')
  })

  it('refuses a password in the URL beside a token or a file', () => {
    const withPassword = (query: string) => url(query, 'db.example', 'mps:Canary-1')
    expect(refusal(withPassword('?auth=entra'))).toEqual(refused('auth: entra'))
    expect(refusal(withPassword('?passwordFile=/f'))).toEqual(refused('passwordFile'))
  })
})
