import { isDeepStrictEqual } from 'node:util'
import { isProviderError, type JsonObject, type JsonValue, ProviderError, type SecretsStore } from '@dmt-providers/core'

/** Writers of one path at the same moment: replicas that seed the same secrets. */
const attempts = 50

/**
 * Keeps values in fields of one path of a secret store, beside the fields that are there, again when another writer was
 * faster. Throws `conflict`, with nothing written, when a field is there with another value: a service may use that.
 */
export async function keepFields(
  secrets: SecretsStore,
  path: string,
  fields: readonly (readonly [field: string, value: JsonValue])[],
): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const found = await secrets.get(path, { fresh: true })
    const data = withFields(path, found?.data ?? {}, fields)
    if (found !== undefined && isDeepStrictEqual(data, found.data)) return
    const expected = found === undefined ? 'absent' : { version: found.version }
    try {
      await secrets.put(path, data, { expected })
      return
    } catch (error) {
      const isLate = isProviderError(error) && error.code === 'stale-version'
      if (!isLate || attempt >= attempts) throw error
    }
  }
}

function withFields(path: string, there: JsonObject, fields: readonly (readonly [string, JsonValue])[]): JsonObject {
  const data = new Map(Object.entries(there))
  for (const [field, value] of fields) {
    if (data.has(field) && !isDeepStrictEqual(data.get(field), value)) throw differs(field, path)
    data.set(field, value)
  }
  return Object.fromEntries(data)
}

function differs(field: string, path: string): ProviderError {
  const fix = 'name another path, or put a reference in the document yourself'
  return new ProviderError('conflict', `${field}: what is at ${path} has this field with another value; ${fix}`, {
    reason: 'duplicate',
  })
}
