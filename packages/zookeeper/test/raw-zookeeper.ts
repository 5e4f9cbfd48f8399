import zookeeper from 'node-zookeeper-client'

/** Another client of ZooKeeper, as a witness: `node-zookeeper-client` of one user. */
export class RawZookeeper {
  readonly #client: zookeeper.Client
  /** It sends what is asked before it has told who asks, unless one waits for the connection. */
  readonly #connected: Promise<void>

  constructor(endpoints: string, { user, password }: { readonly user: string; readonly password: string }) {
    this.#client = zookeeper.createClient(endpoints)
    this.#client.addAuthInfo('digest', Buffer.from(`${user}:${password}`))
    this.#connected = new Promise((resolve) => this.#client.once('connected', resolve))
    this.#client.connect()
  }

  async write(node: string, text: string): Promise<void> {
    await this.#ask((done) => this.#client.setData(node, Buffer.from(text), done))
  }

  async read(node: string): Promise<string> {
    return String(await this.#ask<Buffer>((done) => this.#client.getData(node, done)))
  }

  async remove(node: string): Promise<void> {
    await this.#ask<void>((done) => this.#client.remove(node, (error) => done(error)))
  }

  /** A node and those below it, the node first. */
  async tree(node: string): Promise<string[]> {
    const names = await this.#ask<string[]>((done) => this.#client.getChildren(node || '/', done))
    const below = await Promise.all(names.map((name) => this.tree(`${node}/${name}`)))
    return [node, ...below.flat()]
  }

  async removeAll(node: string): Promise<void> {
    for (const one of (await this.tree(node)).reverse()) await this.remove(one)
  }

  /** Lets one user do everything with a node, and nobody else anything. */
  async setOwner(node: string, scheme: string, id: string): Promise<void> {
    const access = [new zookeeper.ACL(zookeeper.Permission.ALL, new zookeeper.Id(scheme, id))]
    await this.#ask((done) => this.#client.setACL(node, access, done))
  }

  /** Who may do anything with a node. */
  async owners(node: string): Promise<string[]> {
    const access = await this.#ask<zookeeper.ACL[]>((done) => this.#client.getACL(node, done))
    return access.map(({ id }) => `${id.scheme}:${id.id}`)
  }

  close(): void {
    this.#client.close()
  }

  async #ask<Answer>(ask: (done: (error: object | null, answer: Answer) => void) => void): Promise<Answer> {
    await this.#connected
    return await new Promise((resolve, reject) =>
      ask((error, answer) => (error === null || error === undefined ? resolve(answer) : reject(error))),
    )
  }
}
