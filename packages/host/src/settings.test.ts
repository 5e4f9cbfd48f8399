import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Environment } from '@dmt-providers/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Settings } from './settings.js'

const settings = (config: Record<string, unknown>, environment: Record<string, unknown> = {}) =>
  new Settings('MPS', config, new Environment(environment))

describe('a setting', () => {
  it('is what the service merged', () => {
    expect(settings({ secrets_url: 'a:b' }, { mps_secrets_url: 'c:d' }).get('secrets_url')).toBe('a:b')
  })

  it('is read from the environment where the service has a number in its place', () => {
    expect(settings({ vault_token: 123 }, { mps_vault_token: '0123' }).get('vault_token')).toBe('0123')
  })

  it('is the number itself where nothing else tells', () => {
    expect(settings({ vault_token: 123 }).get('vault_token')).toBe('123')
  })

  it.each([[undefined], [null], [''], [Number.NaN], [{}]])('is absent as %j', (value) => {
    expect(settings({ secrets_url: value }).get('secrets_url')).toBeUndefined()
  })

  it('of a configuration from elsewhere may still come from the environment', () => {
    expect(settings({}, { MPS_SECRETS_URL: 'a:b' }).get('secrets_url')).toBe('a:b')
  })

  it.each([
    [false, true],
    ['False', true],
    [true, false],
    [undefined, false],
  ])('%j is false: %j', (value, expected) => {
    expect(settings({ tls: value }).isFalse('tls')).toBe(expected)
  })
})

describe('a setting in a file', () => {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dmt-settings-'))
    await writeFile(join(folder, 'url'), 'postgres://u:p@h/d\n')
    await writeFile(join(folder, 'empty'), '\n')
  })
  afterAll(() => rm(folder, { recursive: true }))

  const inFile = (name: string) => settings({ connection_string: 'x:y', connection_string_file: join(folder, name) })

  it('is its content without the line end', async () => {
    expect(await inFile('url').file('connection_string')).toBe('postgres://u:p@h/d')
  })

  it('is absent where no file is named', async () => {
    expect(await settings({}).file('connection_string')).toBeUndefined()
  })

  it.each([
    ['missing', 'MPS_CONNECTION_STRING_FILE: the file cannot be read (ENOENT)'],
    ['empty', 'MPS_CONNECTION_STRING_FILE: the file is empty'],
  ])('is refused by name when it is %s', async (name, message) => {
    await expect(inFile(name).file('connection_string')).rejects.toMatchObject({ code: 'invalid-options', message })
  })
})
