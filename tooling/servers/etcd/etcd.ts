import type { ServerKind } from '../server.js'
import { etcdVersion } from './etcd-at.js'
import { debianEtcd, installedEtcd } from './etcd-program.js'
import { startEtcd } from './start-etcd.js'

/** How to get an etcd server. */
export const etcd: ServerKind = {
  variable: 'DMT_TEST_ETCD_URL',
  connect: async (url) => ({
    url,
    version: await etcdVersion(url),
    how: 'DMT_TEST_ETCD_URL',
    stop: async () => undefined,
  }),
  ways: [
    { name: 'program on the machine', start: () => startEtcd(installedEtcd) },
    { name: 'Debian package', start: () => startEtcd(debianEtcd) },
  ],
}
