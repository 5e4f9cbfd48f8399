import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Address, ConfigHarness } from '@dmt-providers/conformance'
import type { StoreOptions } from '@dmt-providers/core'
import zookeeper from 'node-zookeeper-client'
import { createZookeeper, type ZookeeperOptions } from '../src/index.js'
import { nodeOfKey } from '../src/node-path.js'

/** Long enough for a call to end before a silent connection is given up. */
const sessionTimeoutMs = 3_000

const mine = { user: 'mine', password: 'My-Password-1' }
const another = { user: 'another', password: 'Another-Password-1' }

/** The suite's harness on a server, below a node that no other run uses and that only its user may read. */
export function zookeeperHarness(url: string): ConfigHarness {
  const { hostname, port } = new URL(url)
  const prefix = randomUUID()
  const open = async (options: ZookeeperOptions = {}) =>
    createZookeeper({ endpoints: `${hostname}:${port}`, prefix, sessionTimeoutMs, ...mine, ...options })
  const client = zookeeper.createClient(`${hostname}:${port}`)
  return {
    contract: 'config',
    provider: 'zookeeper',
    capabilities: { compareAndSet: true, watch: true },
    open,
    openSecond: open,
    openWithOptions: open,
    openWith: {
      'no-permission': (options) => open({ ...options, ...another }),
      unreachable: (options) => open({ ...options, endpoints: '127.0.0.1:1' }),
    },
    endpoint: {
      address: () => ({ host: hostname, port: Number(port) }),
      open: (at: Address, options?: StoreOptions) => open({ ...options, endpoints: `${at.host}:${at.port}` }),
    },
    confidential: () => [mine.password, another.password],
    raw: {
      async remove(key) {
        await new Promise<void>((resolve, reject) =>
          client.remove(nodeOfKey(`/${prefix}`, key), (error) => (error ? reject(error) : resolve())),
        )
      },
    },
    whileAway: { 'session-expiry': async () => await pause(2 * sessionTimeoutMs) },
    reasons: {
      'wrong-password': 'ZooKeeper takes any password, as another user who may then do nothing',
      'unknown-user': 'ZooKeeper takes any user, who may then do nothing',
      compaction: 'ZooKeeper keeps no history',
      'index-reset': 'transactions of ZooKeeper only grow',
    },
    async setUp() {
      client.addAuthInfo('digest', Buffer.from(`${mine.user}:${mine.password}`))
      client.connect()
      const store = await open()
      await store.put('made', '')
      await store.close()
    },
    async tearDown() {
      await removeAll(client, `/${prefix}`)
      client.close()
    },
  }
}

async function removeAll(client: zookeeper.Client, node: string): Promise<void> {
  const children = await new Promise<string[]>((resolve, reject) =>
    client.getChildren(node, (error, names) => (error ? reject(error) : resolve(names))),
  )
  for (const name of children) await removeAll(client, `${node}/${name}`)
  await new Promise<void>((resolve, reject) => client.remove(node, (error) => (error ? reject(error) : resolve())))
}
