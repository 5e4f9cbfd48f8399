import { Changes, type ConfigDriver, type ConfigEntry, type Expected, ProviderError } from '@dmt-providers/core'
import type { Stat } from 'node-zookeeper-client'
import { createNode } from './create-node.js'
import { classify, isNamed } from './errors.js'
import { baseOf, nodeOfKey } from './node-path.js'
import { entryOf, NodeTree, versionOf } from './node-tree.js'
import type { ZookeeperSession } from './zookeeper-session.js'
import type { ZookeeperSessions } from './zookeeper-sessions.js'

/** Bytes of the largest packet of client and server, with room for a node's name. Source: jute.maxbuffer. */
const largestValue = 1_048_575 - 8_192

/** Any version of a node. */
const any = -1

/** Each key is a node, and keys that others begin with are the nodes above theirs. */
export class ZookeeperDriver implements ConfigDriver {
  readonly provider = 'zookeeper'
  readonly system = 'zookeeper'
  readonly capabilities = { compareAndSet: true, watch: true }
  readonly classify = classify
  readonly #sessions: ZookeeperSessions
  readonly #base: string

  constructor(sessions: ZookeeperSessions, prefix: string) {
    this.#sessions = sessions
    this.#base = baseOf(prefix)
  }

  async get(key: string): Promise<ConfigEntry | undefined> {
    const session = await this.#sessions.connected()
    const found = await this.#find(session, nodeOfKey(this.#base, key))
    if (found === undefined) await this.#prove(session)
    return found && entryOf(key, found.data, found.stat)
  }

  async list(prefix: string): Promise<ConfigEntry[]> {
    const session = await this.#sessions.connected()
    const entries = await new NodeTree(session, this.#base, this.#rootOf(prefix), new Changes(), false).read()
    if (entries.length === 0) await this.#prove(session)
    return entries.filter(({ key }) => key.startsWith(prefix))
  }

  async put(key: string, value: string, expected: Expected | undefined): Promise<string | undefined> {
    const data = Buffer.from(value)
    if (data.length > largestValue)
      throw new ProviderError('limit-exceeded', `value has ${data.length} bytes; ZooKeeper takes ${largestValue}`)
    const session = await this.#sessions.connected()
    const node = nodeOfKey(this.#base, key)
    if (expected === undefined) return await this.#write(session, node, data)
    if (expected === 'absent') return await this.#writeAbsent(session, node, data)
    const [, made, version] = /^(-?\d{1,19})\.(\d{1,10})$/.exec(expected.version) ?? []
    const found = made === undefined ? undefined : await this.#find(session, node)
    if (found === undefined || versionOf(found.stat) !== `${made}.${version}`) return undefined
    return await setData(session, node, data, Number(version))
  }

  async *watch(prefix: string, signal: AbortSignal): AsyncGenerator<ConfigEntry[]> {
    const session = await this.#sessions.connected()
    const changes = new Changes()
    const tree = new NodeTree(session, this.#base, this.#rootOf(prefix), changes, true)
    session.listen(tree)
    try {
      do {
        const entries = await tree.read()
        if (entries.length === 0) await this.#prove(session)
        yield entries.filter(({ key }) => key.startsWith(prefix))
      } while (await changes.next(signal))
    } finally {
      session.unlisten(tree)
    }
  }

  async probe(): Promise<void> {
    await this.#prove(await this.#sessions.connected())
  }

  async close(): Promise<void> {
    await this.#sessions.close()
  }

  /** The node below which everything is that a prefix begins: its whole segments. */
  #rootOf(prefix: string): string {
    const end = prefix.lastIndexOf('/')
    return end === -1 ? this.#base : nodeOfKey(this.#base, prefix.slice(0, end))
  }

  /** ZooKeeper says that a node is not there to those who may not look, so the node above all must be readable. */
  async #prove(session: ZookeeperSession): Promise<void> {
    await this.#find(session, this.#base || '/')
  }

  async #find(session: ZookeeperSession, node: string): Promise<{ data: Buffer | undefined; stat: Stat } | undefined> {
    try {
      return await session.ask((client, done) =>
        client.getData(node, (error, data, stat) => done(error, { data, stat })),
      )
    } catch (error) {
      if (isNamed(error, 'NO_NODE')) return undefined
      throw error
    }
  }

  async #write(session: ZookeeperSession, node: string, data: Buffer): Promise<string> {
    for (;;) {
      const version = (await setData(session, node, data, any)) ?? (await this.#create(session, node, data))
      if (version !== undefined) return version
    }
  }

  async #writeAbsent(session: ZookeeperSession, node: string, data: Buffer): Promise<string | undefined> {
    const version = await this.#create(session, node, data)
    if (version !== undefined) return version
    const found = await this.#find(session, node)
    if (found === undefined || found.data !== undefined) return undefined
    return await setData(session, node, data, found.stat.version)
  }

  /** Makes a node, and those above it; `undefined` when it is there. */
  async #create(session: ZookeeperSession, node: string, data: Buffer): Promise<string | undefined> {
    if (!(await createNode(session, node, data, this.#sessions.withUser))) return undefined
    // The answer of a creation does not say what the node's first version is.
    const stat = await session.ask<Stat>((client, done) => client.exists(node, done))
    return versionOf({ ...stat, version: 0 })
  }
}

/** Writes a node; `undefined` when it is not there or has another version. */
async function setData(
  session: ZookeeperSession,
  node: string,
  data: Buffer,
  version: number,
): Promise<string | undefined> {
  try {
    return versionOf(await session.ask<Stat>((client, done) => client.setData(node, data, version, done)))
  } catch (error) {
    if (isNamed(error, 'NO_NODE', 'BAD_VERSION')) return undefined
    throw error
  }
}
