import { parse } from 'yaml'
import { GatewayError } from '../gateway-error.js'
import { checkSpec } from '../model/define-gateway.js'
import { describeIssue } from '../model/describe-issue.js'
import type { Gateway } from '../model/gateway.js'
import { presetFileSchema } from './options-schema.js'
import { presetConsole } from './preset-console.js'
import { presetMps } from './preset-mps.js'

/**
 * Reads a description, or a preset with its options (`preset: mps`), from YAML or JSON. Throws {@link GatewayError}
 * `invalid-spec` as `defineGateway` does, also when the text is neither.
 */
export function parseGateway(text: string): Gateway {
  return readGateway(parsed(text))
}

/** The same for a value that is parsed already. */
export function readGateway(value: unknown): Gateway {
  if (typeof value !== 'object' || value === null || !('preset' in value)) return checkSpec(value)
  const result = presetFileSchema.safeParse(value)
  if (!result.success) throw new GatewayError('invalid-spec', result.error.issues.flatMap(describeIssue))
  return result.data.preset === 'mps' ? presetMps(result.data) : presetConsole(result.data)
}

function parsed(text: string): unknown {
  try {
    return parse(text)
  } catch (error) {
    throw new GatewayError('invalid-spec', [
      `the text is neither YAML nor JSON: ${error instanceof Error ? error.message.split('\n')[0] : 'unreadable'}`,
    ])
  }
}
