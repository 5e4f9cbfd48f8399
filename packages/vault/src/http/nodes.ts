/** The nodes of a cluster, of which one is asked until it fails. */
export class Nodes {
  #place = 0

  /** `addresses` are URLs without a slash at the end: `https://vault:8200`. */
  constructor(private readonly addresses: readonly string[]) {}

  get current(): string {
    return this.addresses[this.#place] ?? ''
  }

  /** Turns to the next node, unless another caller that met the same failure has done so. */
  failed(address: string): void {
    if (address === this.current) this.#place = (this.#place + 1) % this.addresses.length
  }
}
