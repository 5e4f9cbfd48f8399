/** Where a node is asked. */
export interface Node {
  /** Scheme, host and port. */
  readonly origin: string
  /** What stands before `/v1/`: nothing, or the path under which a proxy serves Vault. */
  readonly basePath: string
}

/** The nodes of a cluster, of which one is asked until it fails. */
export class Nodes {
  readonly #nodes: readonly [Node, ...Node[]]
  #place = 0

  /** `addresses` are URLs: `https://vault:8200`. */
  constructor([first = '', ...others]: readonly string[]) {
    this.#nodes = [nodeAt(first), ...others.map(nodeAt)]
  }

  get current(): Node {
    return this.#nodes[this.#place] ?? this.#nodes[0]
  }

  /** Turns to the next node, unless another caller that met the same failure has done so. */
  failed(node: Node): void {
    if (node === this.current) this.#place = (this.#place + 1) % this.#nodes.length
  }
}

function nodeAt(address: string): Node {
  const { origin, pathname } = new URL(address)
  return { origin, basePath: pathname.replace(/\/+$/, '') }
}
