import type { Call, Expected, JsonObject, SecretsDriver, StoredSecret } from '@dmt-providers/core'
import { classify } from './errors.js'
import { checkCapabilities } from './kv/check-capabilities.js'
import { checkMount } from './kv/check-mount.js'
import type { KvEngine } from './kv/kv-engine.js'
import { KvV1 } from './kv/kv-v1.js'
import { KvV2 } from './kv/kv-v2.js'
import { listPaths } from './kv/list-paths.js'
import { inUrl, secretName } from './kv/secret-name.js'
import type { VaultSettings } from './options.js'
import type { VaultParts } from './vault-parts.js'

/** Secrets in one mount of Vault, below a prefix. */
export class VaultDriver implements SecretsDriver {
  readonly provider = 'vault'
  readonly system = 'vault'
  readonly capabilities: { compareAndSet: boolean; history: boolean }
  readonly classify = classify
  readonly #engine: KvEngine
  readonly #mount: string
  readonly #prefix: string
  readonly #version: VaultSettings['kv']
  #checking: Promise<void> | undefined
  #isChecked = false

  constructor(
    private readonly parts: VaultParts,
    { mount, prefix, kv }: VaultSettings,
  ) {
    this.#mount = inUrl(mount)
    this.#prefix = prefix
    this.#version = kv
    this.#engine = new (kv === '2' ? KvV2 : KvV1)(parts.client, this.#mount)
    this.capabilities = { compareAndSet: kv === '2', history: kv === '2' }
  }

  async get(path: string, version: string | undefined, call: Call): Promise<StoredSecret | undefined> {
    if (!this.#isChecked) await this.#check()
    return await this.#engine.get(this.#name(path), version, call)
  }

  async put(path: string, data: JsonObject, expected: Expected | undefined, call: Call): Promise<string | undefined> {
    if (!this.#isChecked) await this.#check()
    return await this.#engine.put(this.#name(path), data, expected, call)
  }

  async delete(path: string, call: Call): Promise<boolean> {
    if (!this.#isChecked) await this.#check()
    return await this.#engine.delete(this.#name(path), call)
  }

  async list(prefix: string, call: Call): Promise<string[]> {
    if (!this.#isChecked) await this.#check()
    const paths = await listPaths(this.#engine, this.#prefix + prefix, call)
    return paths.map((path) => path.slice(this.#prefix.length))
  }

  async versions(path: string, call: Call): Promise<string[]> {
    if (!this.#isChecked) await this.#check()
    return await this.#engine.versions(this.#name(path), call)
  }

  /** The rights that a host needs, and a read: rights are granted for a path whether or not it leads anywhere. */
  async probe(call: Call): Promise<void> {
    if (!this.#isChecked) await this.#check()
    await checkCapabilities(this.parts.client, this.#engine.needs(inUrl(secretName(this.#prefix))), call)
    await this.#engine.get(this.#name('probe'), undefined, call)
  }

  async close(): Promise<void> {
    await this.parts.close()
  }

  #name(path: string): string {
    return inUrl(secretName(this.#prefix + path))
  }

  /** Once, for all who call meanwhile; a mount that could not be looked at is looked at again. */
  async #check(): Promise<void> {
    this.#checking ??= checkMount(this.parts.client, this.#mount, this.#version).finally(() => {
      this.#checking = undefined
    })
    await this.#checking
    this.#isChecked = true
  }
}
