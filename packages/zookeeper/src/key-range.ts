import type { ConfigEntry } from '@dmt-providers/core'
import { entryOf } from './entry-of.js'
import { keyOfNode, nodeOfKey } from './node-path.js'
import type { FoundNode } from './protocol/operations.js'

/** The system's own node, which is nobody's configuration. */
const system = '/zookeeper'

/** The nodes of all keys that begin with a prefix. */
export class KeyRange {
  /** The node at and below which they all are: that of the prefix's whole segments. */
  readonly root: string
  /** What their names begin with. */
  readonly #start: string

  constructor(
    private readonly base: string,
    readonly prefix: string,
  ) {
    const end = prefix.lastIndexOf('/')
    this.root = end === -1 ? base : nodeOfKey(base, prefix.slice(0, end))
    this.#start = nodeOfKey(this.root, prefix.slice(end + 1))
  }

  /** Whether a node is the root, or is or leads to a node of these keys. */
  has(node: string): boolean {
    return node === this.root || node.startsWith(this.#start)
  }

  /** What a node holds, if its key is one of them; `known` is its key where that was found out before. */
  entry(node: string, found: FoundNode, known?: string): ConfigEntry | undefined {
    const key = known ?? (node.startsWith(this.#start) ? keyOfNode(this.base, node) : undefined)
    return key === undefined ? undefined : entryOf(key, found)
  }

  /** The nodes of these names right below one of the range that are, or lead to, nodes of it. */
  below(node: string, names: readonly string[]): string[] {
    return names
      .map((name) => `${node}/${name}`)
      .filter((child) => this.has(child) && child !== system && keyOfNode(this.base, child) !== undefined)
  }
}
