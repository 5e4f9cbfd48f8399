import { parse } from 'yaml'
import { GatewayError } from '../gateway-error.js'
import { json } from './json.js'
import { mergePatch } from './merge-patch.js'
import type { RenderResult } from './render-result.js'
import { yaml } from './yaml.js'

/**
 * The way out where a product has a setting that the model has not: merges a JSON Merge Patch (RFC 7396) into one
 * rendered JSON or YAML file. Throws {@link GatewayError}, `not-found` for a file that is not there and
 * `invalid-options` for one that is neither JSON nor YAML.
 */
export function patch(result: RenderResult, file: string, mergePatchDocument: unknown): RenderResult {
  const text = result.files.get(file)
  if (text === undefined) {
    throw new GatewayError('not-found', [
      `${file}: was not rendered; the files are ${[...result.files.keys()].join(', ')}`,
    ])
  }
  const write = writerOf(file)
  return { ...result, files: new Map(result.files).set(file, write(mergePatch(parse(text), mergePatchDocument))) }
}

function writerOf(file: string): (value: unknown) => string {
  if (file.endsWith('.json')) return json
  if (file.endsWith('.yaml')) return yaml
  throw new GatewayError('invalid-options', [`${file}: only JSON and YAML files can be patched`])
}
