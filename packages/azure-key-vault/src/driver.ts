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
import { classify, isAbsent, isDeletedConflict } from './errors.js'
import { KeyVaultError } from './key-vault-error.js'
import type { AzureKeyVaultSettings } from './options.js'
import { partName, secretName } from './secret-name.js'
import { dataOf, partsOf, printParts, writtenValue } from './stored-value.js'
import { printTags, readTags, type Tags, tagsOf } from './tags.js'
import type { VaultSecrets, VaultSecretWithValue, Written } from './vault-secrets.js'
import { idOfVersion, versionText } from './version-text.js'

/** Milliseconds between two tries to write at a name that Key Vault is still deleting or purging. */
const patience = 500

/** What is written in the place of a deleted secret, before Key Vault deletes it. */
const nothing = 'application/vnd.dmt.deleted'

/** What the parts of a divided value are. */
const part: Written = { contentType: 'application/vnd.dmt.part', tags: { 'dmt-part': 'true' } }

/** A version of a secret of this store. */
interface Found {
  readonly secret: VaultSecretWithValue
  readonly tags: Tags
}

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
    const found = await (version === undefined ? this.#live(full, call) : this.#liveAt(full, version, call))
    return found && { data: await this.#data(full, found.secret, call), version: versionOf(found) }
  }

  async put(path: string, data: JsonObject, _expected: Expected | undefined, call: Call): Promise<string> {
    const { contentType, texts } = writtenValue(data)
    const full = this.#prefix + path
    const parts = texts.length > 1 ? texts.length : 0
    let number = 0
    const written = async (): Promise<Written> => {
      const tags = nextTags(full, (await this.#read(full, undefined, call))?.tags, parts)
      number = tags.version
      return { contentType, tags: printTags(tags) }
    }
    return await this.#writers.run(path, async () => {
      // Refuses the name of somebody else's secret before parts are written beside it.
      if (parts > 0) await written()
      const text = parts > 0 ? await this.#putParts(full, texts, call) : (texts[0] ?? '')
      const id = await this.#set(secretName(full), text, written, call)
      return versionText(number, id)
    })
  }

  /**
   * What Key Vault keeps of a deleted secret can be given back by hand, and is before the next write, so a last version
   * says that there is none. Where somebody wrote behind that version, it is given back and deleted once more.
   */
  async delete(path: string, call: Call): Promise<boolean> {
    const full = this.#prefix + path
    const name = secretName(full)
    return await this.#writers.run(path, async () => {
      for (let was = false; ; ) {
        const before = (await this.#read(full, undefined, call))?.tags
        if (before === undefined) return was
        if (!before.deleted) await this.vault.set(name, nothing, deletedAfter(before), call)
        was ||= !before.deleted
        for (let number = 0; number < before.parts; number++) await this.#remove(partName(full, number), call)
        if (await this.#remove(name, call)) return was
        await this.#recover(name, call)
      }
    })
  }

  async list(prefix: string, call: Call): Promise<string[]> {
    const start = this.#prefix + prefix
    const paths = (await this.vault.list(call)).flatMap(({ name, tags }) => {
      const read = readTags(tags)
      if (read === undefined || read.deleted || !read.path.startsWith(start)) return []
      return name === secretName(read.path) ? [read.path] : []
    })
    return paths.map((path) => path.slice(this.#prefix.length))
  }

  async versions(path: string, call: Call): Promise<string[]> {
    const full = this.#prefix + path
    const newest = await this.#live(full, call)
    if (newest === undefined) return []
    const listed = await this.vault.versions(secretName(full), call)
    const older = listed
      .filter(({ id, enabled }) => enabled && id !== newest.secret.id)
      .map(({ id, tags }) => ({ id, tags: tagsOf(full, tags) }))
      .filter(({ tags }) => isOf(newest, tags))
      .sort((one, other) => other.tags.version - one.tags.version)
    return [versionOf(newest), ...older.map(({ id, tags }) => versionText(tags.version, id))]
  }

  /** What reads and listings need: of the right to write Key Vault tells nothing but by a write. */
  async probe(call: Call): Promise<void> {
    const name = secretName(`${this.#prefix}probe`)
    await this.vault.get(name, undefined, call)
    await this.vault.deleted(name, call)
    await this.vault.listOne(call)
  }

  async close(): Promise<void> {
    // The client keeps no connection that would need an end.
  }

  async #read(full: string, id: string | undefined, call: Call): Promise<Found | undefined> {
    const secret = await this.vault.get(secretName(full), id, call)
    return secret && { secret, tags: tagsOf(full, secret.tags) }
  }

  async #live(full: string, call: Call): Promise<Found | undefined> {
    const newest = await this.#read(full, undefined, call)
    if (newest === undefined) await this.#checkDeleted(full, call)
    return newest?.tags.deleted === true ? undefined : newest
  }

  /** Who deletes a secret in the vault has not emptied its path: MPS would make another root certificate. */
  async #checkDeleted(full: string, call: Call): Promise<void> {
    const name = secretName(full)
    const gone = await this.vault.deleted(name, call)
    if (readTags(gone?.tags)?.deleted !== false) return
    const help = `recover it (az keyvault secret recover --name=${name}), or write it anew`
    const message = `${JSON.stringify(full)} was deleted in Key Vault, and not by this store; ${help}`
    throw new ProviderError('unavailable', message, { retryable: false })
  }

  async #liveAt(full: string, version: string, call: Call): Promise<Found | undefined> {
    const newest = await this.#live(full, call)
    if (newest === undefined || versionOf(newest) === version) return newest
    const id = idOfVersion(version)
    const found = id === undefined ? undefined : await this.#read(full, id, call)
    return found !== undefined && versionOf(found) === version && isOf(newest, found.tags) ? found : undefined
  }

  async #data(full: string, { contentType, text }: VaultSecretWithValue, call: Call): Promise<JsonObject> {
    if (text === undefined) throw new ProviderError('internal', 'Key Vault answered a secret without a value')
    const parts = partsOf({ contentType, text })
    if (parts === undefined) return dataOf({ contentType, text })
    const texts = await Promise.all(parts.map((id, number) => this.#part(partName(full, number), id, call)))
    return dataOf({ contentType, text: texts.join('') })
  }

  async #part(name: string, id: string, call: Call): Promise<string> {
    const found = await this.vault.get(name, id, call)
    if (found?.text !== undefined) return found.text
    throw new ProviderError('internal', `a part of a divided secret is missing: ${name}`)
  }

  /** Parts are never changed: the secret names the very version of each, so that a reader gets all old or all new ones. */
  async #putParts(full: string, texts: readonly string[], call: Call): Promise<string> {
    const written = async () => part
    const set = (text: string, number: number) => this.#set(partName(full, number), text, written, call)
    return printParts(await Promise.all(texts.map(set)))
  }

  /** Writes, and where a deleted secret holds the name has Key Vault give it back first. */
  async #set(name: string, text: string, written: () => Promise<Written>, call: Call): Promise<string> {
    for (;;) {
      try {
        return await this.vault.set(name, text, await written(), call)
      } catch (error) {
        if (!isDeletedConflict(error)) throw error
        await this.#recover(name, call)
      }
    }
  }

  async #recover(name: string, call: Call): Promise<void> {
    try {
      if (await this.vault.recover(name, call)) return
    } catch (error) {
      if (!isDeletedConflict(error)) throw error
    }
    await pause(patience, undefined, { signal: call.signal })
  }

  /** False when what went was no secret that says of itself that it is deleted, so that it must not come back. */
  async #remove(name: string, call: Call): Promise<boolean> {
    const gone = await this.vault.delete(name, this.#purge, call)
    if (gone === undefined) return true
    if (readTags(gone.tags)?.deleted === false) return false
    if (this.#purge) await this.#purged(name, call)
    return true
  }

  /** A vault that protects what is deleted from being purged keeps it until its time is over. */
  async #purged(name: string, call: Call): Promise<void> {
    try {
      await this.vault.purge(name, call)
    } catch (error) {
      const forbidden = error instanceof KeyVaultError && error.status === 403
      if (!forbidden && !isAbsent(error)) throw error
    }
  }
}

const versionOf = ({ secret, tags }: Found) => versionText(tags.version, secret.id)

/** Whether a version was written since the path was last empty. */
const isOf = (newest: Found, { version, deleted }: Tags) => !deleted && version >= newest.tags.first

function deletedAfter(before: Tags): Written {
  return { contentType: nothing, tags: printTags({ ...nextTags(before.path, before, 0), deleted: true }) }
}

/** The number of a version is the time of its write in milliseconds, or one more than that of the version before. */
function nextTags(path: string, before: Tags | undefined, parts: number): Tags {
  const version = Math.max(Date.now(), (before?.version ?? 0) + 1)
  const first = before === undefined || before.deleted ? version : before.first
  return { path, version, first, parts: Math.max(parts, before?.parts ?? 0), deleted: false }
}
