import { execFile } from 'node:child_process'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Environment } from '../src/environment.js'

describe('The environment', () => {
  it('is looked up without regard to case', () => {
    const environment = new Environment({ mps_secrets_url: 'a:b', Mixed: 'c' })
    expect(environment.get('MPS_SECRETS_URL')).toBe('a:b')
    expect(environment.get('mixed')).toBe('c')
  })

  it.each([undefined, null, '', Number.NaN])('has nothing where a value is %s', (value) => {
    expect(new Environment({ a: value }).get('A')).toBeUndefined()
    expect(new Environment({}).get('A')).toBeUndefined()
  })

  it.each([
    [0, '0'],
    [12.5, '12.5'],
    [false, 'false'],
  ])('answers %s as text where the process has no such variable', (value, text) => {
    expect(new Environment({ dmt_nowhere: value }).get('DMT_NOWHERE')).toBe(text)
  })

  it('is the process of a host, whose values were retyped, as they were written', async () => {
    const written = {
      DMT_DIGITS: '0123456789',
      DMT_HEX: '0x1F',
      DMT_EXPONENT: '1e3',
      DMT_LONG: '12345678901234567890',
      DMT_TRUE: 'TRUE',
      DMT_FALSE: 'false',
      DMT_SPACES: ' 7 ',
      DMT_TEXT: 'postgres://u:p@h/d',
    }
    const program = fileURLToPath(new URL('host-environment-program.ts', import.meta.url))
    const names = JSON.stringify([...Object.keys(written), 'DMT_EMPTY', 'DMT_ABSENT'])
    const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', program, names], {
      env: { PATH: process.env.PATH, HOME: process.env.HOME, ...written, DMT_EMPTY: '' },
    })
    expect(JSON.parse(stdout)).toEqual({
      seen: 123456789,
      answers: { ...written, DMT_EMPTY: null, DMT_ABSENT: null },
    })
  })
})

describe('A value from a file', () => {
  let folder = ''
  const at = (name: string) => join(folder, name)
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dmt-environment-'))
    await writeFile(at('unix'), ' hunter2 \n')
    await writeFile(at('windows'), 'hunter2\r\n')
    await writeFile(at('lines'), 'one\n\n')
    await writeFile(at('empty'), '\n')
    await chmod(folder, 0o700)
  })
  afterAll(() => rm(folder, { recursive: true }))

  const read = (variables: Record<string, unknown>) => new Environment(variables).getOrRead('DMT_KEY')

  it.each([
    ['unix', ' hunter2 '],
    ['windows', 'hunter2'],
    ['lines', 'one\n'],
  ])('%s loses one line end and nothing else', (name, value) => {
    expect(read({ dmt_key_file: at(name) })).toBe(value)
  })

  it('is not looked for where there is the value, or nothing', () => {
    expect(read({ DMT_KEY: 'x' })).toBe('x')
    expect(read({})).toBeUndefined()
  })

  it('and a value beside it are one too many', () => {
    const both = () => read({ DMT_KEY: 'hunter2', DMT_KEY_FILE: at('unix') })
    expect(both).toThrow(expect.objectContaining({ code: 'invalid-options' }))
    expect(both).toThrow('DMT_KEY and DMT_KEY_FILE are both set')
    expect(both).not.toThrow('hunter2')
  })

  it.each([
    ['absent', 'cannot be read (ENOENT)'],
    ['.', 'cannot be read (EISDIR)'],
    ['empty', 'is empty'],
  ])('that is %s is refused by name', (name, problem) => {
    const attempt = () => read({ DMT_KEY_FILE: at(name) })
    expect(attempt).toThrow(expect.objectContaining({ code: 'invalid-options' }))
    expect(attempt).toThrow('DMT_KEY_FILE: the file')
    expect(attempt).toThrow(problem)
  })
})
