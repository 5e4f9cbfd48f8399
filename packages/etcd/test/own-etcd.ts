import { onTestFinished } from 'vitest'
import { startEtcd } from '../../../tooling/servers/etcd/start-etcd.js'
import { isMissing } from '../../../tooling/servers/server.js'
import { createEtcd, type EtcdOptions } from '../src/index.js'
import type { FindEtcd } from './every-etcd.js'

/** An etcd for one test alone, with a password for `root`, and stores on it; all end with the test. */
export async function ownEtcd(find: FindEtcd, extra: readonly string[] = []) {
  const server = await startEtcd(find, extra)
  if (isMissing(server)) throw new Error(server.missing)
  onTestFinished(() => server.stop())
  const { host, port, password } = new URL(server.url)
  const open = (options: Partial<EtcdOptions> = {}) => {
    const login = options.passwordFile === undefined ? { password } : {}
    const store = createEtcd({ endpoints: host, user: 'root', retries: 0, ...login, ...options })
    onTestFinished(() => store.close())
    return store
  }
  return { server, url: server.url, host, port: Number(port), password, open }
}
