import { type JsonObject, ProviderError } from '@dmt-providers/core'
import { type ParseError, parse, printParseErrorCode, stripComments } from 'jsonc-parser'

/**
 * Reads the text of a file as the services' own reader (`rc`) does: JSON in which comments may stand. Throws
 * `invalid-options` for what is broken and for INI, which `rc` would take too; never with a part of the text.
 */
export function rcDocument(text: string, what: string): JsonObject {
  const errors: ParseError[] = []
  const document: unknown = parse(text, errors, { allowTrailingComma: false })
  const [first] = errors
  // Read once more: `parse` loses a key named __proto__, which then nobody would be told of.
  if (first === undefined && isObject(document)) return JSON.parse(stripComments(text))
  if (text.trim() === '') return {}
  if (!/^\s*(?:\/[/*]|[[{])/.test(text)) {
    throw wrong(what, 'looks like INI; write the same keys as JSON: {"web_port": 3000, "mps_tls_config": {}}')
  }
  if (first === undefined) throw wrong(what, 'is JSON, but no object of keys and values')
  const line = text.slice(0, first.offset).split('\n').length
  throw wrong(what, `is no JSON with comments: ${printParseErrorCode(first.error)} in line ${line}`)
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const wrong = (what: string, problem: string) => new ProviderError('invalid-options', `${what} ${problem}`)
