import { Changes, type ConfigDriver, type ConfigEntry, type Expected, ProviderError } from '@dmt-providers/core'
import { createNode } from './create-node.js'
import { entryOf, versionOf } from './entry-of.js'
import { classify } from './errors.js'
import { KeyRange } from './key-range.js'
import { listNodes } from './list-nodes.js'
import { baseOf, nameOf, nodeOfKey } from './node-path.js'
import { type Access, type FoundNode, getData, setData, sync } from './protocol/operations.js'
import type { Connection } from './session/connection.js'
import type { ZookeeperSession } from './session/zookeeper-session.js'
import { WatchedTrees } from './watched-trees.js'

/** Bytes of the largest request of client and server, with room for a node's name. Source: jute.maxbuffer. */
const largestValue = 1_048_575 - 8_192

/** Any version of a node. */
const any = -1

/** Each key is a node, and keys that others begin with are the nodes above theirs. */
export class ZookeeperDriver implements ConfigDriver {
  readonly provider = 'zookeeper'
  readonly system = 'zookeeper'
  readonly capabilities = { compareAndSet: true, watch: true }
  readonly classify = classify
  readonly #session: ZookeeperSession
  readonly #base: string
  readonly #access: Access
  readonly #trees = new WatchedTrees()

  /** `access` is whose the nodes are that it makes. */
  constructor(session: ZookeeperSession, prefix: string, access: Access) {
    this.#session = session
    this.#base = baseOf(prefix)
    this.#access = access
  }

  async get(key: string): Promise<ConfigEntry | undefined> {
    return await this.#session.run(async (connection) => {
      const found = await find(connection, nodeOfKey(this.#base, key))
      if (found === undefined) await this.#prove(connection)
      return found && entryOf(key, found)
    })
  }

  async list(prefix: string): Promise<ConfigEntry[]> {
    return await this.#session.run(async (connection) => {
      const entries = await newest(connection, () => listNodes(connection, new KeyRange(this.#base, prefix)))
      if (entries.length === 0) await this.#prove(connection)
      return entries
    })
  }

  async put(key: string, value: string, expected: Expected | undefined): Promise<string | undefined> {
    const data = Buffer.from(value)
    if (data.length > largestValue)
      throw new ProviderError('limit-exceeded', `value has ${data.length} bytes; ZooKeeper takes ${largestValue}`)
    const node = nodeOfKey(this.#base, key)
    return await this.#session.run(async (connection) => {
      if (expected === undefined) return await this.#write(connection, node, data)
      if (expected === 'absent') return await this.#writeAbsent(connection, node, data)
      const [, made, version] = /^(-?\d{1,19})\.(\d{1,10})$/.exec(expected.version) ?? []
      const found = made === undefined ? undefined : await find(connection, node)
      if (found === undefined || versionOf(found.stat) !== `${made}.${version}`) return undefined
      return await write(connection, node, data, Number(version))
    })
  }

  async *watch(prefix: string, signal: AbortSignal): AsyncGenerator<ConfigEntry[]> {
    const range = new KeyRange(this.#base, prefix)
    for (;;) {
      const connection = await this.#session.connected()
      try {
        return yield* this.#follow(connection, range, signal)
      } catch (error) {
        if (!(await this.#session.isRenewed(connection, error))) throw error
      }
    }
  }

  async probe(): Promise<void> {
    await this.#session.run((connection) => this.#prove(connection))
  }

  async close(): Promise<void> {
    await this.#session.close()
  }

  async *#follow(connection: Connection, range: KeyRange, signal: AbortSignal): AsyncGenerator<ConfigEntry[]> {
    const changes = new Changes()
    const tree = this.#trees.join(connection, range, changes)
    try {
      // Every change before this point is heard of by then, also by a tree that was read before.
      await connection.request(sync)
      do {
        const entries = await tree.entries()
        if (entries.length === 0) await this.#prove(connection)
        yield entries
      } while (await changes.next(signal))
    } finally {
      this.#trees.leave(tree, range, changes)
    }
  }

  /** ZooKeeper says that a node is not there to those who may not look, so the node above all must be readable. */
  async #prove(connection: Connection): Promise<void> {
    await connection.request(getData(nameOf(this.#base), false))
  }

  async #write(connection: Connection, node: string, data: Buffer): Promise<string> {
    for (;;) {
      const version = (await write(connection, node, data, any)) ?? (await this.#create(connection, node, data))
      if (version !== undefined) return version
    }
  }

  async #writeAbsent(connection: Connection, node: string, data: Buffer): Promise<string | undefined> {
    const version = await this.#create(connection, node, data)
    if (version !== undefined) return version
    const found = await find(connection, node)
    if (found === undefined || found.data !== undefined) return undefined
    return await write(connection, node, data, found.stat.version)
  }

  /** Makes a node, and those above it; `undefined` when it is there. */
  async #create(connection: Connection, node: string, data: Buffer): Promise<string | undefined> {
    const stat = await createNode(connection, node, data, this.#access)
    return stat && versionOf(stat)
  }
}

/** Reads what is true now, and not what a server knew that lags behind its leader or has lost it. */
async function newest<T>(connection: Connection, read: () => Promise<T>): Promise<T> {
  const synced = connection.request(sync)
  const [found] = await Promise.all([read(), synced])
  return found
}

async function find(connection: Connection, node: string): Promise<FoundNode | undefined> {
  const found = await newest(connection, () => connection.request(getData(node, false)))
  return found === 'no-node' ? undefined : found
}

/** Writes a node; `undefined` when it is not there or has another version. */
async function write(connection: Connection, node: string, data: Buffer, version: number): Promise<string | undefined> {
  const stat = await connection.request(setData(node, data, version))
  return typeof stat === 'string' ? undefined : versionOf(stat)
}
