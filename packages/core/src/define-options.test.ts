import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { defineOptions } from './define-options.js'
import { Environment } from './environment.js'

const definition = defineOptions(
  'example',
  z.object({
    endpoint: z.url('give a URL').meta({ help: 'Where it is', env: 'EXAMPLE_ENDPOINT' }),
    password: z
      .string()
      .min(8, 'give at least 8 characters')
      .meta({ help: 'Password', env: 'EXAMPLE_PASSWORD', secret: true }),
    poolMax: z.coerce.number('give a number').max(100, 'give at most 100').default(10).meta({ help: 'Connections' }),
    tls: z.enum(['on', 'off']).optional(),
  }),
)

const good = { endpoint: 'https://h', password: 'hunter2hunter2' }
const parse = (given: Record<string, unknown>, variables: Record<string, unknown> = {}) =>
  definition.parse(given, new Environment(variables))

function problemOf(given: Record<string, unknown>, variables: Record<string, unknown> = {}) {
  try {
    parse(given, variables)
  } catch (error) {
    return error
  }
  return undefined
}

describe('Options', () => {
  it('are described for the page of options', () => {
    expect(definition.options).toEqual([
      { name: 'endpoint', help: 'Where it is', env: 'EXAMPLE_ENDPOINT' },
      { name: 'password', help: 'Password', env: 'EXAMPLE_PASSWORD', secret: true },
      { name: 'poolMax', help: 'Connections' },
      { name: 'tls', help: '' },
    ])
  })

  it('come from code before the environment, and have defaults', () => {
    const variables = { example_endpoint: 'https://other', EXAMPLE_PASSWORD: 'from environment' }
    expect(parse({ endpoint: 'https://h', password: undefined }, variables)).toEqual({
      endpoint: 'https://h',
      password: 'from environment',
      poolMax: 10,
    })
  })

  it('that are secret may come from a file, unless given', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'dmt-options-'))
    await writeFile(join(folder, 'password'), 'hunter2 in file\n')
    const variables = { EXAMPLE_PASSWORD_FILE: join(folder, 'password'), EXAMPLE_ENDPOINT_FILE: '/nowhere' }
    expect(parse({ endpoint: 'https://h' }, variables).password).toBe('hunter2 in file')
    await rm(folder, { recursive: true })
    expect(parse(good, variables).password).toBe(good.password)
    expect(problemOf({ endpoint: 'https://h' }, variables)).toMatchObject({ code: 'invalid-options' })
  })

  it('tell every problem at once, with variable and nearest name, and no value', () => {
    const error = problemOf(
      { endpoint: 'hunter2', poolMax: 5000, tls: 'hunter2', pasword: 'hunter2', zzzzzzzz: 1 },
      { EXAMPLE_PASSWORD: 'hunter2' },
    )
    expect(error).toMatchObject({ code: 'invalid-options', provider: 'example' })
    const { message } = error as Error
    expect(message.split('; ')).toEqual([
      'example: endpoint (EXAMPLE_ENDPOINT): give a URL',
      'password (EXAMPLE_PASSWORD): give at least 8 characters',
      'poolMax: give at most 100',
      expect.stringMatching(/^tls: .*"on"\|"off"/),
      'pasword: unknown option, did you mean password?',
      'zzzzzzzz: unknown option',
    ])
    expect(message).not.toContain('hunter2')
  })
})
