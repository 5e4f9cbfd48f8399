import { describe, expect, it } from 'vitest'
import { parseEnvValue } from '../src/startup/parse-env-value.js'

describe('the environment', () => {
  it.each([
    ['5432', 5432],
    ['0123', 123],
    ['0x1F', 31],
    ['1e3', 1],
    ['', Number.NaN],
    ['TRUE', true],
    ['False', false],
    ['../../node_modules/@Scope/Name', '../../node_modules/@Scope/Name'],
  ])('turns %j into %j, as the hosts do', (text, value) => {
    expect(parseEnvValue(text)).toBe(value)
  })
})
