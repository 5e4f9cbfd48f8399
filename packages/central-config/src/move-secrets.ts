import type { JsonObject, JsonValue, SecretsStore } from '@dmt-providers/core'
import { checkDocument } from './check-document.js'
import { keepFields } from './keep-fields.js'
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
 * name, and puts references in their places. What is at the path already is kept. Throws like {@link keepFields}.
 */
export async function moveSecrets(
  schema: ServiceSchema,
  document: JsonObject,
  secrets: SecretsStore,
  path: string,
): Promise<MovedSecrets> {
  const moved = checkDocument(schema, document).flatMap(({ kind, key }) => (kind === 'secret-in-clear' ? [key] : []))
  const fields = moved.map((key): [string, JsonValue] => [key, valueAt(document, key) ?? null])
  if (moved.length > 0) await keepFields(secrets, path, fields)
  let referring = document
  for (const key of moved) referring = withValue(referring, key, referenceTo({ path, field: key }))
  return { document: referring, moved }
}
