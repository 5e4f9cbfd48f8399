import type { Changes, ConfigEntry } from '@dmt-providers/core'
import type { Stat } from 'node-zookeeper-client'
import { isNamed } from './errors.js'
import { keyOfNode } from './node-path.js'
import type { Listener, ZookeeperSession } from './zookeeper-session.js'

/** What is known of one node. */
interface Known {
  entry: ConfigEntry | undefined
  children: readonly string[]
}

/** The system's own node, which is nobody's configuration. */
const system = '/zookeeper'

/** Everything below a node: read once and then, as watches fire, one node at a time. */
export class NodeTree implements Listener {
  readonly #known = new Map<string, Known>()
  readonly #stale = new Set<string>()

  constructor(
    private readonly session: ZookeeperSession,
    private readonly base: string,
    private readonly root: string,
    /** Marked when there is something to read again; without it no watch is set. */
    readonly changes: Changes,
    private readonly watching: boolean,
  ) {
    this.#stale.add(root)
  }

  heard(node: string): void {
    const name = node === '/' ? '' : node
    // Also one that is not known yet: it may have changed between the two answers of which it is made.
    if (name !== this.root && !name.startsWith(`${this.root}/`)) return
    this.#stale.add(name)
    this.changes.mark()
  }

  /** Reads what is stale, and answers every entry. */
  async read(): Promise<ConfigEntry[]> {
    while (this.#stale.size > 0) {
      const nodes = [...this.#stale]
      this.#stale.clear()
      await Promise.all(nodes.map((node) => this.#visit(node)))
    }
    return [...this.#known.values()].flatMap(({ entry }) => entry ?? [])
  }

  async #visit(node: string): Promise<void> {
    const [entry, children] = await Promise.all([this.#entry(node), this.#children(node)])
    if (entry === 'gone' || children === 'gone') return await this.#forget(node)
    const before = this.#known.get(node)
    this.#known.set(node, { entry, children })
    for (const child of before?.children ?? []) if (!children.includes(child)) this.#drop(child)
    await Promise.all(children.filter((child) => !this.#known.has(child)).map((child) => this.#visit(child)))
  }

  /** The node above tells when one comes again; nothing is above the root. */
  async #forget(node: string): Promise<void> {
    this.#drop(node)
    if (node !== this.root || !this.watching) return
    const exists = this.session.ask<Stat>((client, done) => client.exists(node, this.session.watcher, done))
    if ((await exists) !== null) this.#stale.add(node)
  }

  #drop(node: string): void {
    const known = this.#known.get(node)
    this.#known.delete(node)
    for (const child of known?.children ?? []) this.#drop(child)
  }

  async #entry(node: string): Promise<ConfigEntry | undefined | 'gone'> {
    const key = keyOfNode(this.base, node)
    return await goneOr(
      this.session.ask<ConfigEntry | undefined>((client, done) => {
        const answer = (error: object | null, data: Buffer | undefined, stat: Stat) =>
          done(error, error === null && key !== undefined ? entryOf(key, data, stat) : undefined)
        if (this.watching) client.getData(node || '/', this.session.watcher, answer)
        else client.getData(node || '/', answer)
      }),
    )
  }

  async #children(node: string): Promise<readonly string[] | 'gone'> {
    const names = await goneOr(
      this.session.ask<string[]>((client, done) => {
        if (this.watching) client.getChildren(node || '/', this.session.watcher, done)
        else client.getChildren(node || '/', done)
      }),
    )
    if (names === 'gone') return names
    return names.map((name) => `${node}/${name}`).filter((child) => child !== system)
  }
}

/** A node without data only leads to others; an empty text is data. */
export function entryOf(key: string, data: Buffer | undefined, stat: Stat): ConfigEntry | undefined {
  return Buffer.isBuffer(data) ? { key, value: data.toString(), version: versionOf(stat) } : undefined
}

/** The transaction that made the node, and how often it was written since: a node made anew has another version. */
export function versionOf({ czxid, version }: Stat): string {
  return `${czxid.readBigInt64BE()}.${version}`
}

async function goneOr<T>(work: Promise<T>): Promise<T | 'gone'> {
  try {
    return await work
  } catch (error) {
    if (isNamed(error, 'NO_NODE')) return 'gone'
    throw error
  }
}
