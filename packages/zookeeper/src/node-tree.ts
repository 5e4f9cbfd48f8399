import type { Changes, ConfigEntry, ProviderError } from '@dmt-providers/core'
import type { KeyRange } from './key-range.js'
import { nameOf } from './node-path.js'
import type { NodeStat } from './protocol/node-stat.js'
import { exists, getChildren, getData } from './protocol/operations.js'
import type { WatchEvent } from './protocol/watch-event.js'
import { ZookeeperError } from './protocol/zookeeper-error.js'
import type { Connection, Listener } from './session/connection.js'
import { walkNodes } from './walk-nodes.js'

/** What is known of one node. */
interface Known {
  readonly entry: ConfigEntry | undefined
  readonly stat: NodeStat | undefined
  readonly children: readonly string[]
  /** Where its entry is among those that were gathered last. */
  place: number
}

/** What of a node is to be read. */
type Parts = Omit<WatchEvent, 'node'>

type Stale = readonly [node: string, parts: Parts]

const both: Parts = { data: true, children: true }

/**
 * Every entry of a range, for any number of readers: read once and then, as watches fire, one node at a time.
 * It lives as long as the connection on which the watches are.
 */
export class NodeTree implements Listener {
  readonly #known = new Map<string, Known>()
  readonly #readers = new Set<Changes>()
  /** What has changed since it was read. */
  #stale = new Map<string, Parts>()
  #reading: Promise<void> | undefined
  #entries: ConfigEntry[] | undefined
  /** Every entry, kept up to date while none comes or goes: of a thousand nodes one has changed. */
  #gathered: ConfigEntry[] | undefined
  #failure: { readonly error: unknown } | undefined

  constructor(
    private readonly connection: Connection,
    private readonly range: KeyRange,
  ) {
    this.#stale.set(range.root, both)
    connection.listen(this)
  }

  /** False once it can answer nothing any more. */
  get isAlive(): boolean {
    return this.#failure === undefined
  }

  get hasReaders(): boolean {
    return this.#readers.size > 0
  }

  /** `changes` are marked when there is something new, and fail with the connection. */
  join(changes: Changes): void {
    this.#readers.add(changes)
  }

  leave(changes: Changes): void {
    this.#readers.delete(changes)
    if (!this.hasReaders) this.connection.unlisten(this)
  }

  heard({ node, data, children }: WatchEvent): void {
    const name = node === '/' ? '' : node
    // Also one that is not known yet: it may have changed between the two answers of which it is made.
    if (!this.range.has(name)) return
    this.#stale.set(name, union(this.#stale.get(name), { data, children }))
    for (const changes of this.#readers) changes.mark()
    // Read ahead, where what was read before has been taken: so a slow reader costs one read, and not one for each change.
    if (this.#entries !== undefined) void this.#read()
  }

  lost(error: ProviderError): void {
    this.#failure ??= { error }
    for (const changes of this.#readers) changes.fail(error)
  }

  /** The nodes that are known, and the root. */
  *nodes(): Generator<string> {
    yield this.range.root
    for (const node of this.#known.keys()) if (node !== this.range.root) yield node
  }

  /**
   * Looks whether a node is what is known of it: whoever may not read a node any more is not told of its changes, nor of
   * that one. Source: CVE-2024-23944, fixed in ZooKeeper 3.8.4 and 3.9.2.
   */
  async check(node: string): Promise<void> {
    try {
      const found = await this.connection.request(exists(nameOf(node), false))
      const known = this.#known.get(node)
      if (known === undefined && node !== this.range.root) return
      if (isSame(known?.stat, found === 'no-node' ? undefined : found)) return
    } catch (error) {
      // A connection that is lost tells so itself. Newer servers refuse this too, and reading then throws what they say.
      if (!(error instanceof ZookeeperError)) return
    }
    this.heard({ node: nameOf(node), ...both })
  }

  /** Every entry, as new as what was heard of before the call; readers share the array, and it is not changed later. */
  async entries(): Promise<ConfigEntry[]> {
    // One that is under way may have begun before the last change was heard of.
    if (this.#reading !== undefined) await this.#reading
    if (this.#reading !== undefined || this.#stale.size > 0) await this.#read()
    if (this.#failure !== undefined) throw this.#failure.error
    this.#gathered ??= this.#gather()
    this.#entries ??= this.#gathered.slice()
    return this.#entries
  }

  /** By hand: `flatMap` takes longer for a thousand than everything else that a change costs here. */
  #gather(): ConfigEntry[] {
    const all: ConfigEntry[] = []
    for (const known of this.#known.values()) if (known.entry !== undefined) known.place = all.push(known.entry) - 1
    return all
  }

  #read(): Promise<void> {
    this.#reading ??= this.#readStale()
    return this.#reading
  }

  /** What changes meanwhile is left for the next time, so that this ends however fast changes come. */
  async #readStale(): Promise<void> {
    const stale = this.#stale
    this.#stale = new Map()
    try {
      await walkNodes<Stale>(stale, ([node, parts]) => this.#visit(node, parts))
    } catch (error) {
      this.#failure ??= { error }
    } finally {
      this.#reading = undefined
      this.#entries = undefined
    }
  }

  async #visit(node: string, parts: Parts): Promise<Stale[]> {
    const before = this.#known.get(node)
    const { data, children } = before === undefined ? both : parts
    const asked = data ? this.connection.request(getData(nameOf(node), true)) : undefined
    const [found, names] = children
      ? await Promise.all([asked, this.connection.request(getChildren(nameOf(node), true))])
      : [await asked, undefined]
    if (found === 'no-node' || names === 'no-node') return await this.#gone(node)
    const [entry, stat] =
      found === undefined
        ? [before?.entry, before?.stat]
        : [this.range.entry(node, found, before?.entry?.key), found.stat]
    const below = names === undefined ? (before?.children ?? []) : this.range.below(node, names)
    this.#known.set(node, { entry, stat, children: below, place: this.#placed(this.#known.get(node), entry) })
    if (names === undefined) return []
    const still = new Set(below)
    for (const child of before?.children ?? []) if (!still.has(child)) this.#drop(child)
    return below.filter((child) => !this.#known.has(child)).map((child) => [child, both])
  }

  /** Keeps what was gathered up to date, or forgets it; answers where in it the entry is. */
  #placed(before: Known | undefined, entry: ConfigEntry | undefined): number {
    const place = before?.place ?? -1
    if (entry === before?.entry) return place
    if (entry === undefined || before?.entry === undefined) this.#gathered = undefined
    else if (this.#gathered !== undefined) this.#gathered[place] = entry
    return place
  }

  /** The node above tells when one comes again; nothing is above the root. */
  async #gone(node: string): Promise<Stale[]> {
    this.#drop(node)
    if (node !== this.range.root) return []
    return (await this.connection.request(exists(nameOf(node), true))) === 'no-node' ? [] : [[node, both]]
  }

  #drop(node: string): void {
    const known = this.#known.get(node)
    if (known?.entry !== undefined) this.#gathered = undefined
    this.#known.delete(node)
    for (const child of known?.children ?? []) this.#drop(child)
  }
}

function isSame(one: NodeStat | undefined, other: NodeStat | undefined): boolean {
  return one?.czxid === other?.czxid && one?.version === other?.version && one?.accessVersion === other?.accessVersion
}

function union(one: Parts | undefined, other: Parts): Parts {
  return one === undefined ? other : { data: one.data || other.data, children: one.children || other.children }
}
