import { once } from 'node:events'
import zookeeper, { type Client } from 'node-zookeeper-client'
import type { BareClient, Tell } from './bare-client.js'

/** `node-zookeeper-client` alone: a watch fires once, and reading the node again sets the next one. */
export class BareZookeeper implements BareClient {
  readonly #client: Client
  #connected: Promise<unknown> | undefined

  constructor(url: string) {
    this.#client = zookeeper.createClient(new URL(url).host)
  }

  async put(key: string, value: string): Promise<void> {
    await this.#connect()
    const [node, data] = [`/${key}`, Buffer.from(value)]
    const write = () => answerOf((done) => this.#client.setData(node, data, done))
    await write().catch(async () => {
      await answerOf((done) => this.#client.mkdirp(node, done))
      await write()
    })
  }

  async watch(prefix: string, tell: Tell): Promise<void> {
    await this.#connect()
    const parent = `/${prefix.slice(0, -1)}`
    const names = await answerOf<string[]>((done) => this.#client.getChildren(parent, done))
    await Promise.all(names.map((name) => this.#listen(`${parent}/${name}`, tell)))
  }

  async clear(prefix: string): Promise<void> {
    await this.#connect()
    await this.#remove(`/${prefix.slice(0, -1)}`)
  }

  async close(): Promise<void> {
    if (this.#connected !== undefined) this.#client.close()
  }

  /** Reads a node, and again each time that it was written. */
  async #listen(node: string, tell: Tell): Promise<void> {
    const read = () => answerOf<Buffer>((done) => this.#client.getData(node, changed, done))
    const changed = () =>
      void read().then((data) => {
        const text = data.toString()
        tell((expected) => text === expected)
      })
    await read()
  }

  async #remove(node: string): Promise<void> {
    const names = await answerOf<string[]>((done) => this.#client.getChildren(node, done))
    await Promise.all(names.map((name) => this.#remove(`${node}/${name}`)))
    await answerOf((done) => this.#client.remove(node, done))
  }

  async #connect(): Promise<void> {
    if (this.#connected === undefined) {
      this.#connected = once(this.#client, 'connected')
      this.#client.connect()
    }
    await this.#connected
  }
}

/** The answer of a call with a callback at its end. */
function answerOf<T>(ask: (done: (error: unknown, answer?: T) => void) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    ask((error, answer) => {
      if (error === null || error === undefined) resolve(answer as T)
      else reject(error)
    })
  })
}
