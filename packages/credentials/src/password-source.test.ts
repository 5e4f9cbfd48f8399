import { writeFile } from 'node:fs/promises'
import { Environment } from '@dmt-providers/core'
import { describe, expect, it } from 'vitest'
import { tempFile } from '../../../tooling/fixtures/temp-file.js'
import type { CredentialSettings } from './credential-parameters.js'
import { type Login, passwordSource } from './password-source.js'

const login: Login = {
  provider: 'example',
  host: 'db.example',
  port: 1,
  user: 'mps',
  urlPassword: undefined,
  fileVariable: 'EXAMPLE_PASSWORD_FILE',
  isProtected: true,
  protectedBy: 'sslmode=verify-full',
  entraScope: 'https://example/.default',
}

const source = (given: Partial<CredentialSettings>, where: Partial<Login> = {}) =>
  passwordSource({ auth: 'password', connectTimeoutMs: 1_000, ...given }, { ...login, ...where }, new Environment({}))

const refused = (message: string) =>
  expect.objectContaining({
    code: 'invalid-options',
    provider: 'example',
    message: expect.stringMatching(new RegExp(`^example: .*${message}`)),
  })

describe('passwordSource', () => {
  it('takes code before the URL before a variable, and says when there is none', async () => {
    const both = { urlPassword: 'url', variablePassword: 'variable' }
    expect(await source({ password: 'code' }, both)()).toBe('code')
    expect(await source({ password: async () => 'function' }, both)()).toBe('function')
    expect(await source({}, both)()).toBe('url')
    expect(await source({}, { variablePassword: 'variable' })()).toBe('variable')
    expect(await source({})()).toBeUndefined()
  })

  it('reads a file for each connection, before a variable', async () => {
    const passwordFile = await tempFile('one\n')
    const password = source({ passwordFile }, { variablePassword: 'variable' })
    expect(await password()).toBe('one')
    await writeFile(passwordFile, 'two\r\n')
    expect(await password()).toBe('two')
    await writeFile(passwordFile, '')
    await expect(password()).rejects.toMatchObject({
      code: 'unauthenticated',
      provider: 'example',
      message: `passwordFile: the file ${passwordFile} is empty`,
    })
  })

  it('refuses two sources, and a token that somebody could read', () => {
    expect(() => source({ passwordFile: '/f' }, { urlPassword: 'x' })).toThrow(refused('EXAMPLE_PASSWORD_FILE'))
    expect(() => source({ auth: 'entra', password: 'x' })).toThrow(refused('auth: entra sends a token'))
    expect(() => source({ auth: 'entra' }, { isProtected: false })).toThrow(refused('plain text; write sslmode'))
    expect(() => source({ auth: 'rds-iam' })).toThrow(refused('awsRegion'))
  })
})
