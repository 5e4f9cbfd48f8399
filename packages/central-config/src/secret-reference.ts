import type { JsonObject, JsonValue } from '@dmt-providers/core'
import { isJsonObject } from './json-document.js'

/** The key of a reference: `{ "$secret": "<path>#<field>" }` stands where a secret would. */
export const referenceKey = '$secret'

/** Where a secret lies: a path of the secret store, and a field of what is there. */
export interface SecretReference {
  readonly path: string
  readonly field: string
}

/** True for an object that is meant as a reference, well written or not. */
export function isReference(value: JsonValue | undefined): value is JsonObject {
  return isJsonObject(value) && Object.hasOwn(value, referenceKey)
}

/** Reads a reference; `undefined` when it is not `{ "$secret": "<path>#<field>" }`. The field is what follows the last `#`. */
export function parseReference(value: JsonValue): SecretReference | undefined {
  if (!isReference(value) || Object.keys(value).length !== 1) return undefined
  const text = value[referenceKey]
  const [, path, field] = (typeof text === 'string' && /^(.+)#([^#]+)$/.exec(text)) || []
  return path === undefined || field === undefined ? undefined : { path, field }
}

/** Writes a reference as it stands in a document. */
export function referenceTo({ path, field }: SecretReference): JsonObject {
  return { [referenceKey]: `${path}#${field}` }
}
