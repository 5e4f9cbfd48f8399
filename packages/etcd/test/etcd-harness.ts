import { randomUUID } from 'node:crypto'
import type { Address, ConfigHarness } from '@dmt-providers/conformance'
import type { StoreOptions } from '@dmt-providers/core'
import { base64, etcdAt } from '../../../tooling/servers/etcd/etcd-at.js'
import { createEtcd, type EtcdOptions } from '../src/index.js'

/** The suite's harness on a server with passwords, in a part of it that no other run uses. */
export function etcdHarness(url: string): ConfigHarness {
  const { hostname, port, password } = new URL(url)
  const address: Address = { host: hostname, port: Number(port) }
  const prefix = `${randomUUID()}/`
  const open = async (options: EtcdOptions = {}) =>
    createEtcd({ endpoints: `${hostname}:${port}`, user: 'root', password, prefix, ...options })
  return {
    contract: 'config',
    provider: 'etcd',
    capabilities: { compareAndSet: true, watch: true },
    open,
    openSecond: open,
    openWithOptions: open,
    openWith: {
      'wrong-password': (options) => open({ ...options, password: 'Wrong-Password-1' }),
      'unknown-user': (options) => open({ ...options, user: 'nobody-knows' }),
      'no-permission': (options) => open({ ...options, user: 'powerless', password: 'Powerless-Password-1' }),
      unreachable: (options) => open({ ...options, endpoints: '127.0.0.1:1' }),
    },
    endpoint: {
      address: () => address,
      open: (at: Address, options?: StoreOptions) => open({ ...options, endpoints: `${at.host}:${at.port}` }),
    },
    confidential: () => [password, 'Wrong-Password-1', 'Powerless-Password-1'],
    raw: {
      remove: async (key) => void (await etcdAt(url, 'kv/deleterange', { key: base64(prefix + key) })),
    },
    whileAway: {
      async compaction() {
        const { header } = await etcdAt(url, 'maintenance/status')
        const { revision } = Object.assign({ revision: '' }, header)
        await etcdAt(url, 'kv/compaction', { revision, physical: true })
      },
    },
    reasons: { 'session-expiry': 'etcd has no sessions', 'index-reset': 'revisions of etcd only grow' },
    async setUp() {
      await etcdAt(url, 'auth/user/add', { name: 'powerless', password: 'Powerless-Password-1' })
    },
    async tearDown() {
      await etcdAt(url, 'auth/user/delete', { name: 'powerless' })
      await etcdAt(url, 'kv/deleterange', { key: base64(prefix), range_end: base64(`${prefix.slice(0, -1)}0`) })
    },
  }
}
