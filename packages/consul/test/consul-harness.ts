import { randomUUID } from 'node:crypto'
import type { Address, ConfigHarness } from '@dmt-providers/conformance'
import type { StoreOptions } from '@dmt-providers/core'
import { administrator, consulAt, consulToken } from '../../../tooling/servers/consul/consul-at.js'
import { type OwnConsul, startConsul } from '../../../tooling/servers/consul/start-consul.js'
import { isMissing } from '../../../tooling/servers/server.js'
import { type ConsulOptions, createConsul } from '../src/index.js'
import { inPath, nameOf } from '../src/kv-name.js'

/** The suite's harness on a server of its own, whose data it may take away. */
export function consulHarness(): ConfigHarness {
  const prefix = `${randomUUID()}/`
  const stranger = randomUUID()
  let server: OwnConsul | undefined
  let powerless = ''
  const url = () => server?.url ?? 'consul://127.0.0.1:1?token=none'
  const address = (): Address => ({ host: '127.0.0.1', port: Number(new URL(url()).port) })
  const open = async (options: ConsulOptions = {}) =>
    createConsul({ endpoints: new URL(url()).host, token: administrator(url()).token, prefix, ...options })
  const grantNothing = async () => {
    powerless = (await consulToken(url(), 'node_prefix "" { policy = "read" }')).token
  }
  return {
    contract: 'config',
    provider: 'consul',
    capabilities: { compareAndSet: true, watch: true },
    open,
    openSecond: open,
    openWithOptions: open,
    openWith: {
      'wrong-password': (options) => open({ ...options, token: stranger }),
      'no-permission': (options) => open({ ...options, token: powerless }),
      unreachable: (options) => open({ ...options, endpoints: '127.0.0.1:1' }),
    },
    endpoint: {
      address,
      open: (at: Address, options?: StoreOptions) => open({ ...options, endpoints: `${at.host}:${at.port}` }),
    },
    confidential: () => [administrator(url()).token, stranger, powerless],
    raw: {
      remove: async (key) => void (await consulAt(url(), 'DELETE', `kv/${inPath(nameOf(prefix + key))}`)),
    },
    whileAway: {
      /** A server that lost its data and got it back from a backup of keys: the same values, at lower indexes. */
      async 'index-reset'() {
        const kept = await consulAt(url(), 'GET', `kv/${prefix}?recurse`)
        await server?.wipe()
        const pairs = Array.isArray(kept) ? kept : []
        for (const { Key, Value } of pairs)
          await consulAt(url(), 'PUT', 'txn', [{ KV: { Verb: 'set', Key, Value: Value ?? '' } }])
        await grantNothing()
      },
    },
    reasons: {
      'unknown-user': 'a token is all that Consul knows of its caller',
      compaction: 'Consul keeps no history',
      'session-expiry': 'a watch has no session',
    },
    async setUp() {
      const started = await startConsul()
      if (isMissing(started)) throw new Error(started.missing)
      server = started
      await grantNothing()
    },
    async tearDown() {
      await server?.stop()
    },
  }
}
