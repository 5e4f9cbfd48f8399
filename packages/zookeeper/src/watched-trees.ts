import type { Changes } from '@dmt-providers/core'
import { NodeTree } from './node-tree.js'
import type { Connection } from './session/connection.js'

/** The trees that are watched now: watches of one place share one, so that a change is read once for all of them. */
export class WatchedTrees {
  readonly #trees = new Map<string, { readonly connection: Connection; readonly tree: NodeTree }>()

  constructor(private readonly base: string) {}

  /** The tree at a node as this connection watches it, which marks the changes until it is left. */
  join(connection: Connection, root: string, changes: Changes): NodeTree {
    const found = this.#trees.get(root)
    const tree =
      found?.connection === connection && found.tree.isAlive ? found.tree : new NodeTree(connection, this.base, root)
    this.#trees.set(root, { connection, tree })
    tree.join(changes)
    return tree
  }

  leave(tree: NodeTree, root: string, changes: Changes): void {
    tree.leave(changes)
    if (!tree.hasReaders && this.#trees.get(root)?.tree === tree) this.#trees.delete(root)
  }
}
