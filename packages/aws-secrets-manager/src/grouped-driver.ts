import { createHash } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import {
  type Call,
  type Expected,
  type JsonObject,
  type JsonValue,
  notePrefix,
  PathQueue,
  ProviderError,
  type SecretsDriver,
  type StoredSecret,
} from '@dmt-providers/core'

/** Where the number of groups is written down, for every store that works in the same place. */
const layoutPath = `${notePrefix}groups`

/** Lost races against other processes that one call bears. */
const attempts = 200

/** How paths are spread; none when `groups` is 0. */
export interface GroupLayout {
  readonly groups: number
  readonly groupPrefix: string
}

/** What a path has in its group. The version is that of the group at which it was last written. */
interface Entry {
  readonly data: JsonObject
  readonly version: number
}

/** A group as it was read. */
interface Group {
  readonly entries: ReadonlyMap<string, Entry>
  readonly version: string | undefined
}

/**
 * Paths that start alike share a few secrets of the driver beneath; all others have one each, and without groups every
 * path has. How a place is made is checked before anything is said to be absent there.
 */
export class GroupedDriver implements SecretsDriver {
  readonly provider
  readonly system
  readonly capabilities: SecretsDriver['capabilities']
  readonly #queue = new PathQueue()
  #checked: Promise<void> | undefined

  constructor(
    private readonly inner: SecretsDriver,
    private readonly layout: GroupLayout,
  ) {
    this.provider = inner.provider
    this.system = inner.system
    this.capabilities = { ...inner.capabilities, history: layout.groups === 0 }
  }

  classify(error: unknown) {
    return this.inner.classify(error)
  }

  async get(path: string, version: string | undefined, call: Call): Promise<StoredSecret | undefined> {
    await this.#check(call)
    if (!this.#isGrouped(path)) return await this.inner.get(path, version, call)
    const entry = (await this.#read(this.#groupOf(path), call)).entries.get(path)
    return entry === undefined ? undefined : { data: entry.data, version: String(entry.version) }
  }

  async put(path: string, data: JsonObject, expected: Expected | undefined, call: Call): Promise<string | undefined> {
    await this.#check(call)
    if (!this.#isGrouped(path)) return await this.inner.put(path, data, expected, call)
    return await this.#change(path, call, (entries, version) => {
      const entry = entries.get(path)
      if (expected === 'absent' ? entry !== undefined : expected && expected.version !== String(entry?.version)) return
      entries.set(path, { data, version })
      return String(version)
    })
  }

  async delete(path: string, call: Call): Promise<boolean> {
    await this.#check(call)
    if (!this.#isGrouped(path)) return await this.inner.delete(path, call)
    const deleted = await this.#change(path, call, (entries) => (entries.delete(path) ? true : undefined))
    return deleted === true
  }

  async list(prefix: string, call: Call): Promise<string[]> {
    await this.#check(call)
    const listed = await this.inner.list(this.layout.groups === 0 ? prefix : '', call)
    const alone = listed.filter((path) => !path.startsWith(notePrefix) && path.startsWith(prefix))
    const { groups: number, groupPrefix } = this.layout
    if (number === 0 || (!prefix.startsWith(groupPrefix) && !groupPrefix.startsWith(prefix))) return alone
    const groups = listed.filter((path) => path.startsWith(`${notePrefix}group/`))
    const read = await Promise.all(groups.map((group) => this.#read(group, call)))
    return [...alone, ...read.flatMap(({ entries }) => [...entries.keys()].filter((path) => path.startsWith(prefix)))]
  }

  async versions(path: string, call: Call): Promise<string[]> {
    return await this.inner.versions(path, call)
  }

  async probe(call: Call): Promise<void> {
    await this.inner.probe(call)
    await this.#check(call)
  }

  async close(): Promise<void> {
    await this.inner.close()
  }

  #isGrouped(path: string): boolean {
    return this.layout.groups > 0 && path.startsWith(this.layout.groupPrefix)
  }

  #groupOf(path: string): string {
    const number = createHash('sha256').update(path).digest().readUInt32BE() % this.layout.groups
    return `${notePrefix}group/${number}`
  }

  async #read(group: string, call: Call): Promise<Group> {
    const found = await this.inner.get(group, undefined, call)
    return { entries: entriesOf(group, found?.data ?? {}), version: found?.version }
  }

  /** Changes a group by what `change` does to its entries, unless that answers `undefined`. */
  async #change<T>(
    path: string,
    call: Call,
    change: (entries: Map<string, Entry>, version: number) => T | undefined,
  ): Promise<T | undefined> {
    const group = this.#groupOf(path)
    return await this.#queue.run(group, async () => {
      for (let attempt = 0; attempt < attempts; attempt++) {
        const { entries: read, version } = await this.#read(group, call)
        const entries = new Map(read)
        const result = change(entries, Number(version ?? 0) + 1)
        if (result === undefined) return undefined
        const expected = version === undefined ? 'absent' : { version }
        if (await this.#write(group, entries, expected, call)) return result
        await pause(Math.random() * 50, undefined, { signal: call.signal })
      }
      throw new ProviderError('unavailable', `other writers of ${group} were faster ${attempts} times in a row`)
    })
  }

  async #write(group: string, entries: ReadonlyMap<string, Entry>, expected: Expected, call: Call): Promise<boolean> {
    const data = Object.fromEntries([...entries].map(([path, entry]) => [path, { ...entry } as JsonValue]))
    return (await this.inner.put(group, data as JsonObject, expected, call)) !== undefined
  }

  /** Once: a store that spreads paths over another number of groups would find none of them. */
  async #check(call: Call): Promise<void> {
    this.#checked ??= this.#prove(call).catch((error: unknown) => {
      this.#checked = undefined
      throw error
    })
    await this.#checked
  }

  async #prove(call: Call): Promise<void> {
    const { groups, groupPrefix } = this.layout
    const found = await this.inner.get(layoutPath, undefined, call)
    if (found === undefined && groups === 0) return
    const written = (found ?? (await this.#begin(call)))?.data
    if (written?.groups === groups && written.groupPrefix === groupPrefix) return
    throw otherLayout(`groups=${written?.groups} and groupPrefix=${written?.groupPrefix}`)
  }

  /** Writes down how a new place is made; another process may be faster. */
  async #begin(call: Call): Promise<StoredSecret | undefined> {
    const { groups, groupPrefix } = this.layout
    if ((await this.inner.list(groupPrefix, call)).length > 0) throw otherLayout('groups=0')
    await this.inner.put(layoutPath, { groups, groupPrefix }, 'absent', call)
    return await this.inner.get(layoutPath, undefined, call)
  }
}

function otherLayout(made: string): ProviderError {
  return new ProviderError(
    'invalid-options',
    `groups: this place was made with ${made}; give that, or copy the secrets to another prefix`,
  )
}

function entriesOf(group: string, data: JsonObject): ReadonlyMap<string, Entry> {
  return new Map(Object.entries(data).map(([path, value]) => [path, entryOf(group, value)]))
}

function entryOf(group: string, value: JsonValue): Entry {
  const entry = typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {}
  const { data, version } = entry
  if (typeof data === 'object' && data !== null && !Array.isArray(data) && typeof version === 'number')
    return { data, version }
  throw new ProviderError('internal', `${group} has an entry that this package did not write`)
}
