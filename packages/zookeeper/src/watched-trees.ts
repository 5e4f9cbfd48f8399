import type { Changes } from '@dmt-providers/core'
import type { KeyRange } from './key-range.js'
import { NodeTree } from './node-tree.js'
import type { Connection } from './session/connection.js'

/** Nodes that are looked at in one turn. */
const turn = 64

/** The trees that are watched now: watches of one prefix share one, so that a change is read once for all of them. */
export class WatchedTrees {
  readonly #trees = new Map<string, { readonly connection: Connection; readonly tree: NodeTree }>()
  #round = this.#nodes()
  #timer: NodeJS.Timeout | undefined

  /** The tree of a range as this connection watches it, which marks the changes until it is left. */
  join(connection: Connection, range: KeyRange, changes: Changes): NodeTree {
    const found = this.#trees.get(range.prefix)
    const tree = found?.connection === connection && found.tree.isAlive ? found.tree : new NodeTree(connection, range)
    this.#trees.set(range.prefix, { connection, tree })
    tree.join(changes)
    // Often enough to be the sign of life that the connection needs in any case.
    this.#timer ??= setInterval(() => this.#look(), connection.session.timeoutMs / 3).unref()
    return tree
  }

  leave(tree: NodeTree, { prefix }: KeyRange, changes: Changes): void {
    tree.leave(changes)
    if (!tree.hasReaders && this.#trees.get(prefix)?.tree === tree) this.#trees.delete(prefix)
    if (this.#trees.size > 0) return
    clearInterval(this.#timer)
    this.#timer = undefined
  }

  /** Looks at the next nodes, some at a time however many there are. */
  #look(): void {
    for (let looked = 0; looked < turn; looked += 1) {
      const { value, done } = this.#round.next()
      if (done === true) {
        this.#round = this.#nodes()
        return
      }
      void value.tree.check(value.node)
    }
  }

  *#nodes(): Generator<{ readonly tree: NodeTree; readonly node: string }> {
    for (const { tree } of this.#trees.values()) for (const node of tree.nodes()) yield { tree, node }
  }
}
