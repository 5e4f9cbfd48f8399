import type { ServerKind } from '../server.js'
import { startZookeeper } from './start-zookeeper.js'
import { zookeeperAt } from './zookeeper-at.js'
import { debianZookeeper, installedZookeeper } from './zookeeper-program.js'

/** How to get a ZooKeeper server. */
export const zookeeper: ServerKind = {
  variable: 'DMT_TEST_ZOOKEEPER_URL',
  connect: async (url) => {
    const answer = await zookeeperAt(Number(new URL(url).port), 'srvr')
    const version = /\d+(?:\.\d+)+/.exec(answer)?.[0] ?? 'unknown'
    return { url, version, how: 'DMT_TEST_ZOOKEEPER_URL', stop: async () => undefined }
  },
  ways: [
    { name: 'program on the machine', start: () => startZookeeper(installedZookeeper) },
    { name: 'Debian package', start: () => startZookeeper(debianZookeeper) },
  ],
}
