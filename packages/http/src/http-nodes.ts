/** Where a node is asked. */
export interface HttpNode {
  /** Scheme, host and port. */
  readonly origin: string
  /** What stands before every path: nothing, or the path under which a proxy serves the product. */
  readonly basePath: string
}

/** The nodes of a cluster, of which one is asked until it fails. */
export class HttpNodes {
  readonly #nodes: readonly [HttpNode, ...HttpNode[]]
  #place = 0

  /** `addresses` are URLs: `https://one:8200`. */
  constructor([first = '', ...others]: readonly string[]) {
    this.#nodes = [nodeAt(first), ...others.map(nodeAt)]
  }

  get current(): HttpNode {
    return this.#nodes[this.#place] ?? this.#nodes[0]
  }

  /** Turns to the next node, unless another caller that met the same failure has done so. */
  failed(node: HttpNode): void {
    if (node === this.current) this.#place = (this.#place + 1) % this.#nodes.length
  }
}

function nodeAt(address: string): HttpNode {
  const { origin, pathname } = new URL(address)
  return { origin, basePath: pathname.replace(/\/+$/, '') }
}
