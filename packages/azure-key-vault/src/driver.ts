import { setTimeout as pause } from 'node:timers/promises'
import {
  type Call,
  type Expected,
  type JsonObject,
  PathQueue,
  ProviderError,
  type SecretsDriver,
  type StoredSecret,
} from '@dmt-providers/core'
import { classify, failureOf, isDeletedConflict } from './errors.js'
import type { AzureKeyVaultSettings } from './options.js'
import { partName, secretName } from './secret-name.js'
import { dataOf, partsOf, printParts, writtenValue } from './stored-value.js'
import { printTags, readTags, type Tags, tagsOf } from './tags.js'
import type { VaultSecrets, VaultSecretWithValue } from './vault-secrets.js'

/** Milliseconds between two tries to write at a name that Key Vault is still deleting or purging. */
const patience = 500

/** What is written in the place of a deleted secret, before Key Vault deletes it. */
const nothing = 'application/vnd.dmt.deleted'

/** What the parts of a divided value are. */
const part = 'application/vnd.dmt.part'

/** Secrets in a vault of Azure, below a prefix. */
export class AzureKeyVaultDriver implements SecretsDriver {
  readonly provider = 'azure-key-vault'
  readonly system = 'azure.keyvault'
  readonly capabilities = { compareAndSet: false, history: true }
  readonly classify = classify
  readonly #writers = new PathQueue()
  readonly #prefix: string
  readonly #purge: boolean

  constructor(
    private readonly vault: VaultSecrets,
    { prefix, purge }: Pick<AzureKeyVaultSettings, 'prefix' | 'purge'>,
  ) {
    this.#prefix = prefix
    this.#purge = purge
  }

  async get(path: string, version: string | undefined, call: Call): Promise<StoredSecret | undefined> {
    const full = this.#prefix + path
    const id = version === undefined ? undefined : await this.#idOf(full, version, call)
    if (version !== undefined && id === undefined) return undefined
    const found = await this.vault.get(secretName(full), id, call)
    if (found === undefined) return undefined
    const tags = tagsOf(full, found.tags)
    return tags.deleted ? undefined : { data: await this.#data(found, call), version: String(tags.version) }
  }

  async put(path: string, data: JsonObject, _expected: Expected | undefined, call: Call): Promise<string> {
    const { contentType, texts } = writtenValue(data)
    const full = this.#prefix + path
    return await this.#writers.run(path, async () => {
      const before = await this.#newest(full, call)
      const next = nextTags(full, before, texts.length > 1 ? texts.length : 0)
      const text = texts.length > 1 ? await this.#putParts(full, texts, call) : (texts[0] ?? '')
      await this.#set(secretName(full), text, { contentType, tags: printTags(next) }, call)
      return String(next.version)
    })
  }

  /** What Key Vault keeps of a deleted secret can be given back by hand, so a last version says that there is none. */
  async delete(path: string, call: Call): Promise<boolean> {
    const full = this.#prefix + path
    return await this.#writers.run(path, async () => {
      const before = await this.#newest(full, call)
      if (before === undefined) return false
      const tags = { ...nextTags(full, before, 0), deleted: true }
      if (!before.deleted)
        await this.vault.set(secretName(full), nothing, { contentType: nothing, tags: printTags(tags) }, call)
      for (let number = 0; number < before.parts; number++) await this.#remove(partName(secretName(full), number), call)
      await this.#remove(secretName(full), call)
      return !before.deleted
    })
  }

  async list(prefix: string, call: Call): Promise<string[]> {
    const start = this.#prefix + prefix
    const paths = (await this.vault.list(call)).flatMap(({ tags }) => {
      const read = readTags(tags)
      return read === undefined || read.deleted || !read.path.startsWith(start) ? [] : [read.path]
    })
    return paths.map((path) => path.slice(this.#prefix.length))
  }

  async versions(path: string, call: Call): Promise<string[]> {
    return (await this.#history(this.#prefix + path, call)).map(({ tags }) => String(tags.version))
  }

  /** A read and a listing: of the right to write Key Vault tells nothing but by a write. */
  async probe(call: Call): Promise<void> {
    await this.vault.get(secretName(`${this.#prefix}probe`), undefined, call)
    await this.vault.listOne(call)
  }

  async close(): Promise<void> {
    // The client keeps no connection that would need an end.
  }

  async #newest(full: string, call: Call): Promise<Tags | undefined> {
    const found = await this.vault.get(secretName(full), undefined, call)
    return found && tagsOf(full, found.tags)
  }

  async #data(found: VaultSecretWithValue, call: Call): Promise<JsonObject> {
    const { name, contentType, text } = found
    if (text === undefined) throw new ProviderError('internal', 'Key Vault answered a secret without a value')
    const parts = partsOf({ contentType, text })
    if (parts === undefined) return dataOf({ contentType, text })
    const texts = await Promise.all(parts.map((id, number) => this.#part(partName(name, number), id, call)))
    return dataOf({ contentType, text: texts.join('') })
  }

  async #part(name: string, id: string, call: Call): Promise<string> {
    const found = await this.vault.get(name, id, call)
    if (found?.text !== undefined) return found.text
    throw new ProviderError('internal', `a part of a divided secret is missing: ${name}`)
  }

  /** Parts are never changed: the secret names the very version of each, so that a reader gets all old or all new ones. */
  async #putParts(full: string, texts: readonly string[], call: Call): Promise<string> {
    const names = texts.map((_, number) => partName(secretName(full), number))
    const written = { contentType: part, tags: { 'dmt-part': 'true' } }
    return printParts(
      await Promise.all(names.map((name, number) => this.#set(name, texts[number] ?? '', written, call))),
    )
  }

  /** Writes, and where a deleted secret holds the name has Key Vault give it back first. */
  async #set(name: string, text: string, written: Parameters<VaultSecrets['set']>[2], call: Call): Promise<string> {
    for (;;) {
      try {
        return await this.vault.set(name, text, written, call)
      } catch (error) {
        if (!isDeletedConflict(error)) throw error
        await this.#recover(name, call)
      }
    }
  }

  async #recover(name: string, call: Call): Promise<void> {
    try {
      await this.vault.recover(name, call)
    } catch (error) {
      if (!isDeletedConflict(error)) throw error
      await pause(patience, undefined, { signal: call.signal })
    }
  }

  /** A vault that protects what is deleted from being purged keeps it until its time is over. */
  async #remove(name: string, call: Call): Promise<void> {
    try {
      await this.vault.delete(name, this.#purge, call)
    } catch (error) {
      const purgeRefused = this.#purge && failureOf(error)?.status === 403
      if (!purgeRefused) throw error
      await this.vault.delete(name, false, call)
    }
  }

  async #idOf(full: string, version: string, call: Call): Promise<string | undefined> {
    return (await this.#history(full, call)).find(({ tags }) => String(tags.version) === version)?.id
  }

  /** The versions since the path was last empty, newest first. */
  async #history(full: string, call: Call): Promise<{ id: string; tags: Tags }[]> {
    if ((await this.#newest(full, call)) === undefined) return []
    const listed = await this.vault.versions(secretName(full), call)
    const found = listed.map(({ id, tags }) => ({ id, tags: tagsOf(full, tags) }))
    const versions = found.sort((one, other) => other.tags.version - one.tags.version)
    const newest = versions[0]?.tags
    if (newest === undefined || newest.deleted) return []
    return versions.filter(({ tags }) => tags.version >= newest.first)
  }
}

/**
 * The number of a version is the time of its write in milliseconds, or one more than the version before where that is
 * later: it grows, and two processes that write at once do not number alike.
 */
function nextTags(path: string, before: Tags | undefined, parts: number): Tags {
  const version = Math.max(Date.now(), (before?.version ?? 0) + 1)
  const first = before === undefined || before.deleted ? version : before.first
  return { path, version, first, parts: Math.max(parts, before?.parts ?? 0), deleted: false }
}
