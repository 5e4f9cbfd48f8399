/** Where a server listens. */
export interface Endpoint {
  readonly host: string
  readonly port: number
}

/** The servers of an ensemble, of which one is used until it fails. */
export class Endpoints {
  readonly #all: readonly Endpoint[]
  #at: number

  /** `text` is `one:2181,[::1]:2181`. Clients begin at a server drawn at random, so that each gets its share. */
  constructor(text: string) {
    this.#all = text.split(',').map(endpointOf)
    this.#at = Math.floor(Math.random() * this.#all.length)
  }

  get count(): number {
    return this.#all.length
  }

  get current(): Endpoint {
    return this.#all[this.#at] ?? { host: '', port: 0 }
  }

  /** Turns to the next server. */
  turn(): void {
    this.#at = (this.#at + 1) % this.#all.length
  }
}

function endpointOf(text: string): Endpoint {
  const colon = text.lastIndexOf(':')
  return { host: text.slice(0, colon).replace(/^\[|\]$/g, ''), port: Number(text.slice(colon + 1)) }
}
