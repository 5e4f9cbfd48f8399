import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Address, ConfigHarness } from '@dmt-providers/conformance'
import type { StoreOptions } from '@dmt-providers/core'
import { createZookeeper, type ZookeeperOptions } from '../src/index.js'
import { nodeOfKey } from '../src/node-path.js'
import { RawZookeeper } from './raw-zookeeper.js'

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
  let raw: RawZookeeper | undefined
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
      remove: async (key) => await raw?.remove(nodeOfKey(`/${prefix}`, key)),
    },
    whileAway: { 'session-expiry': async () => await pause(2 * sessionTimeoutMs) },
    reasons: {
      'wrong-password': 'ZooKeeper takes any password, as another user who may then do nothing',
      'unknown-user': 'ZooKeeper takes any user, who may then do nothing',
      compaction: 'ZooKeeper keeps no history',
      'index-reset': 'transactions of ZooKeeper only grow',
    },
    async setUp() {
      raw = new RawZookeeper(`${hostname}:${port}`, mine)
      const store = await open()
      await store.put('made', '')
      await store.close()
    },
    async tearDown() {
      await raw?.removeAll(`/${prefix}`)
      raw?.close()
    },
  }
}
