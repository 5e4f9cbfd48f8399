import type { OwnKind } from '../own-kinds.js'
import type { ServerKind } from '../server.js'
import { etcdVersion } from './etcd-at.js'
import { builtEtcd, type EtcdLine, isOnRequest } from './etcd-build.js'
import { debianEtcd, findEtcd, installedEtcd } from './etcd-program.js'
import { startEtcd } from './start-etcd.js'

/** How to get an etcd server: that of the machine, or of its Debian release. */
export const etcd = kindOf('DMT_TEST_ETCD_URL', [
  { name: 'program on the machine', start: () => startEtcd(installedEtcd) },
  { name: 'Debian package', start: () => startEtcd(debianEtcd) },
])

/** One of a later line, which was built before. */
export const etcdOfLine = (line: EtcdLine): ServerKind => ({
  ...kindOf(`DMT_TEST_ETCD_${line.replace('.', '_')}_URL`, [
    { name: 'Go module', start: () => startEtcd(() => builtEtcd(line)) },
  ]),
  scarce: isOnRequest(line),
})

/** etcd for tests that start it themselves, alone or as a cluster. */
export const ownEtcd = { find: findEtcd } satisfies OwnKind

/** The same of a later line. */
export const ownEtcdOfLine = (line: EtcdLine): OwnKind => ({ find: () => builtEtcd(line), scarce: isOnRequest(line) })

function kindOf(variable: string, ways: ServerKind['ways']): ServerKind {
  return {
    variable,
    connect: async (url) => ({
      url,
      version: await etcdVersion(url),
      how: variable,
      stop: async () => undefined,
    }),
    ways,
  }
}
