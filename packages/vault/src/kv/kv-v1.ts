import {
  type Call,
  type Expected,
  type JsonObject,
  PathQueue,
  ProviderError,
  type StoredSecret,
} from '@dmt-providers/core'
import type { VaultClient } from '../http/vault-client.js'
import { asObject } from '../http/vault-request.js'
import { isAbsent } from './absent.js'
import type { KvEngine } from './kv-engine.js'
import { listed } from './listed.js'
import { nextVersion } from './next-version.js'

/** The name beside a secret's own under which its version is kept: this engine has none, and takes no empty object. */
const versionName = 'dmt-providers-version'

/** What a secret that somebody else wrote has for a version. */
const unknownVersion = '0'

/** The KV engine without versions. Source: Vault, "HTTP API", KV secrets engine, version 1. */
export class KvV1 implements KvEngine {
  readonly #mount: string
  readonly #writes = new PathQueue()

  /** `mount` is the path of the engine, percent-encoded. */
  constructor(
    private readonly client: VaultClient,
    mount: string,
  ) {
    this.#mount = `${mount}/`
  }

  async get(name: string, _version: string | undefined, call: Call): Promise<StoredSecret | undefined> {
    const path = this.#mount + name
    const answer = await this.client.send({ method: 'GET', path }, call)
    if (isAbsent(answer, path)) return undefined
    const found = asObject(answer.body.data)
    if (found === undefined) throw new ProviderError('internal', `${path}: the answer is not that of a KV engine`)
    const { [versionName]: version, ...data } = found
    return { data: data as JsonObject, version: typeof version === 'string' ? version : unknownVersion }
  }

  /** Writes of one path go one after the other, so that the newest version is the one that stays. */
  async put(name: string, data: JsonObject, _expected: Expected | undefined, call: Call): Promise<string> {
    return await this.#writes.run(name, async () => {
      const version = nextVersion()
      // A name such as __proto__ is one of the secret's, and no assignment.
      const body = Object.fromEntries([...Object.entries(data), [versionName, version]])
      await this.client.send({ method: 'POST', path: this.#mount + name, body }, call)
      return version
    })
  }

  async delete(name: string, call: Call): Promise<boolean> {
    if ((await this.get(name, undefined, call)) === undefined) return false
    await this.client.send({ method: 'DELETE', path: this.#mount + name }, call)
    return true
  }

  async versions(): Promise<string[]> {
    throw new ProviderError('unsupported', 'KV version 1 keeps no versions')
  }

  async list(folder: string, call: Call): Promise<string[]> {
    return await listed(this.client, this.#mount + folder, call)
  }

  needs(folder: string): Readonly<Record<string, readonly string[]>> {
    return {
      [`${this.#mount}${folder}probe`]: ['create', 'read', 'update', 'delete'],
      [this.#mount + folder]: ['list'],
    }
  }
}
