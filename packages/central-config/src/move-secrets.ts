import { isDeepStrictEqual } from 'node:util'
import { type JsonObject, ProviderError, type SecretsStore } from '@dmt-providers/core'
import { checkDocument } from './check-document.js'
import { valueAt, withValue } from './leaves.js'
import { referenceTo } from './secret-reference.js'
import type { ServiceSchema } from './services/service-schema.js'

/** What became of the secrets of a document. */
export interface MovedSecrets {
  /** The document with references in their places. */
  readonly document: JsonObject
  /** Dotted names of the keys whose values are in the secret store now. */
  readonly moved: readonly string[]
}

/**
 * Keeps every secret that stands in clear in a document at one path of a secret store, each in the field of its dotted
 * name, and puts references in their places. What is at the path already is kept. Throws `conflict`, with nothing
 * written, when a field is there with another value, and `stale-version` when somebody else writes the path meanwhile.
 */
export async function moveSecrets(
  schema: ServiceSchema,
  document: JsonObject,
  secrets: SecretsStore,
  path: string,
): Promise<MovedSecrets> {
  const moved = checkDocument(schema, document).flatMap(({ kind, key }) => (kind === 'secret-in-clear' ? [key] : []))
  if (moved.length === 0) return { document, moved }
  const found = await secrets.get(path, { fresh: true })
  const data = { ...found?.data }
  let referring = document
  for (const key of moved) {
    const value = valueAt(document, key) ?? null
    if (Object.hasOwn(data, key) && !isDeepStrictEqual(data[key], value)) throw differs(key, path)
    data[key] = value
    referring = withValue(referring, key, referenceTo({ path, field: key }))
  }
  const expected = found === undefined ? 'absent' : { version: found.version }
  if (!isDeepStrictEqual(data, found?.data)) await secrets.put(path, data, { expected })
  return { document: referring, moved }
}

function differs(key: string, path: string): ProviderError {
  const fix = 'name another path, or put a reference in the document yourself'
  return new ProviderError('conflict', `${key}: what is at ${path} has this field with another value; ${fix}`, {
    reason: 'duplicate',
  })
}
