import { describe, expect, it } from 'vitest'
import { GatewayError } from '../gateway-error.js'
import { parseGateway } from './parse-gateway.js'
import { presetConsole } from './preset-console.js'
import { presetMps } from './preset-mps.js'

const problemsOf = (text: string): readonly string[] => {
  try {
    parseGateway(text)
  } catch (error) {
    if (error instanceof GatewayError) return error.problems
    throw error
  }
  return []
}

describe('parseGateway', () => {
  it('reads a preset with its options, and a whole description', () => {
    expect(parseGateway('preset: mps\nguardRelay: true\nplaces: { mps: { port: 3001 } }')).toEqual(
      presetMps({ guardRelay: true, places: { mps: { port: 3001 } } }),
    )
    expect(parseGateway('{"preset":"console","cira":false}')).toEqual(presetConsole({ cira: false }))
    expect(parseGateway(JSON.stringify(presetConsole()))).toEqual(presetConsole())
  })

  it('refuses a misspelt option, a preset that there is not, and what is neither YAML nor JSON', () => {
    expect(problemsOf('preset: mps\nguardRely: true')).toEqual(['guardRely: unknown field; remove it or mend its name'])
    expect(problemsOf('preset: mpss')).toEqual(['preset: must be mps or console'])
    expect(problemsOf('a: [')).toEqual([expect.stringMatching(/^the text is neither YAML nor JSON/)])
    expect(problemsOf('just text')).toHaveLength(1)
  })
})
