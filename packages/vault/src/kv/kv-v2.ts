import { type Call, type Expected, type JsonObject, ProviderError, type StoredSecret } from '@dmt-providers/core'
import { VaultError } from '../errors.js'
import type { VaultClient } from '../http/vault-client.js'
import { asObject, objectAt, type VaultAnswer } from '../http/vault-request.js'
import { isAbsent } from './absent.js'
import type { KvEngine } from './kv-engine.js'
import { listed } from './listed.js'

/** Times that a write is tried where a mount takes only writes that say what they replace. */
const attempts = 5

/** The KV engine with versions. Source: Vault, "HTTP API", KV secrets engine, version 2. */
export class KvV2 implements KvEngine {
  readonly #data: string
  readonly #metadata: string

  /** `mount` is the path of the engine, percent-encoded. */
  constructor(
    private readonly client: VaultClient,
    mount: string,
  ) {
    this.#data = `${mount}/data/`
    this.#metadata = `${mount}/metadata/`
  }

  async get(name: string, version: string | undefined, call: Call): Promise<StoredSecret | undefined> {
    const path = this.#data + name
    // Vault would answer the newest for 0, and refuse words.
    const known = version === undefined || isVersion(version)
    const query = version === undefined || !known ? '' : `?version=${version}`
    const answer = await this.client.send({ method: 'GET', path: path + query }, call)
    if (isAbsent(answer, path)) return undefined
    const found = stored(answer, path)
    return known ? found : undefined
  }

  async put(name: string, data: JsonObject, expected: Expected | undefined, call: Call): Promise<string | undefined> {
    if (expected === undefined) return await this.#replace(name, data, call)
    if (expected === 'absent') return await this.#create(name, data, call)
    return isVersion(expected.version) ? await this.#write(name, data, Number(expected.version), call) : undefined
  }

  async delete(name: string, call: Call): Promise<boolean> {
    const found = await this.#history(name, call)
    if (found === undefined) return false
    await this.client.send({ method: 'DELETE', path: this.#metadata + name }, call)
    return found.readable.includes(found.current)
  }

  async versions(name: string, call: Call): Promise<string[]> {
    const found = await this.#history(name, call)
    return found?.readable.map(String) ?? []
  }

  async list(folder: string, call: Call): Promise<string[]> {
    return await listed(this.client, this.#metadata + folder, call)
  }

  needs(folder: string): Readonly<Record<string, readonly string[]>> {
    return {
      [`${this.#data}${folder}probe`]: ['create', 'read', 'update'],
      [`${this.#metadata}${folder}probe`]: ['read', 'delete'],
      [this.#metadata + folder]: ['list'],
    }
  }

  /** Writes whatever is there; where a mount asks for the version that is replaced, with the newest. */
  async #replace(name: string, data: JsonObject, call: Call): Promise<string> {
    try {
      return versionOf(await this.#post(name, { data }, call), this.#data + name)
    } catch (error) {
      if (!(error instanceof VaultError) || !error.says(/check-and-set parameter required/)) throw error
    }
    for (let count = 0; count < attempts; count++) {
      const newest = (await this.#history(name, call))?.current ?? 0
      const version = await this.#write(name, data, newest, call)
      if (version !== undefined) return version
    }
    throw new ProviderError('unavailable', 'the secret changes faster than it can be written', { notApplied: true })
  }

  /** A path whose newest version was deleted is empty, and has a number to name all the same. */
  async #create(name: string, data: JsonObject, call: Call): Promise<string | undefined> {
    const version = await this.#write(name, data, 0, call)
    if (version !== undefined) return version
    const found = await this.#history(name, call)
    if (found === undefined || found.readable.includes(found.current)) return undefined
    return await this.#write(name, data, found.current, call)
  }

  /** `undefined` when another version is the newest. */
  async #write(name: string, data: JsonObject, cas: number, call: Call): Promise<string | undefined> {
    try {
      return versionOf(await this.#post(name, { data, options: { cas } }, call), this.#data + name)
    } catch (error) {
      if (error instanceof VaultError && error.says(/check-and-set parameter did not match/)) return undefined
      throw error
    }
  }

  #post(name: string, body: object, call: Call): Promise<VaultAnswer> {
    return this.client.send({ method: 'POST', path: this.#data + name, body }, call)
  }

  /** The newest number, and those that can be read, newest first; `undefined` for a path that was never written. */
  async #history(name: string, call: Call): Promise<{ current: number; readable: number[] } | undefined> {
    const path = this.#metadata + name
    const answer = await this.client.send({ method: 'GET', path }, call)
    if (isAbsent(answer, path)) return undefined
    const { current_version: current, versions } = objectAt(answer.body, 'data')
    const all = asObject(versions)
    if (typeof current !== 'number' || all === undefined) throw damaged(path)
    const kept = Object.keys(all).filter((version) => isReadable(objectAt(all, version)))
    return { current, readable: kept.map(Number).sort((a, b) => b - a) }
  }
}

function isReadable({ destroyed, deletion_time: deletedAt }: Readonly<Record<string, unknown>>): boolean {
  // A time to come is that of a version which Vault is told to delete then.
  return destroyed !== true && (typeof deletedAt !== 'string' || deletedAt === '' || Date.parse(deletedAt) > Date.now())
}

/** Vault counts from 1, in 64 bits; a number that JavaScript has not exactly was never reached. */
const isVersion = (text: string) => /^[1-9]\d*$/.test(text) && Number.isSafeInteger(Number(text))

function stored(answer: VaultAnswer, path: string): StoredSecret {
  const found = objectAt(answer.body, 'data')
  const data = asObject(found.data)
  const { version } = objectAt(found, 'metadata')
  if (data === undefined || typeof version !== 'number') throw damaged(path)
  return { data: data as JsonObject, version: String(version) }
}

function versionOf(answer: VaultAnswer, path: string): string {
  const { version } = objectAt(answer.body, 'data')
  if (typeof version !== 'number') throw damaged(path)
  return String(version)
}

function damaged(path: string): ProviderError {
  return new ProviderError('internal', `${path}: the answer is not that of a KV engine with versions`)
}
