import { type JsonObject, type JsonValue, ProviderError, type Secret, type SecretsStore } from '@dmt-providers/core'
import { isJsonObject } from './json-document.js'
import { isReference, parseReference, type SecretReference } from './secret-reference.js'

/**
 * A new document with each reference replaced by the secret that it names. The store is opened only when there is one,
 * and left open.
 * Throws `not-found` naming key and path when the secret or its field is not there, `invalid-argument` for a reference
 * that is none, and whatever the store throws.
 */
export async function resolveReferences(
  document: JsonObject,
  openSecrets: (() => Promise<SecretsStore>) | undefined,
): Promise<JsonObject> {
  return await new Resolver(openSecrets).object(document, '')
}

class Resolver {
  #store: Promise<SecretsStore> | undefined
  readonly #read = new Map<string, Promise<Secret | undefined>>()

  constructor(private readonly open: (() => Promise<SecretsStore>) | undefined) {}

  async object(document: JsonObject, above: string): Promise<JsonObject> {
    const entries: [string, JsonValue][] = []
    for (const [key, value] of Object.entries(document)) entries.push([key, await this.#value(value, above + key)])
    return Object.fromEntries(entries)
  }

  async #value(value: JsonValue, name: string): Promise<JsonValue> {
    if (isReference(value)) return await this.#secret(value, name)
    if (Array.isArray(value)) return await Promise.all(value.map((one, at) => this.#value(one, `${name}.${at}`)))
    return isJsonObject(value) ? await this.object(value, `${name}.`) : value
  }

  async #secret(value: JsonObject, name: string): Promise<JsonValue> {
    const reference = parseReference(value)
    if (reference === undefined)
      throw new ProviderError('invalid-argument', `${name}: is no reference; write { "$secret": "<path>#<field>" }`)
    const { path, field } = reference
    const data = (await this.#at(reference, name))?.data
    const found = data !== undefined && Object.hasOwn(data, field) ? data[field] : undefined
    if (found !== undefined) return found
    const missing = data === undefined ? `nothing is at ${path}` : `what is at ${path} has no field ${field}`
    throw new ProviderError('not-found', `${name}: ${missing} in the secret store`)
  }

  #at({ path }: SecretReference, name: string): Promise<Secret | undefined> {
    if (this.open === undefined)
      throw new ProviderError('invalid-options', `${name}: refers to a secret, and no secret store is named`)
    this.#store ??= this.open()
    const store = this.#store
    const read = this.#read.get(path) ?? store.then((opened) => opened.get(path))
    this.#read.set(path, read)
    return read
  }
}
