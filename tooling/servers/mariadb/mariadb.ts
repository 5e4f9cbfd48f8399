import type { ServerKind } from '../server.js'
import { debianBinaries, installedBinaries } from './binaries.js'
import { startMariadbContainer } from './container.js'
import { startMariadb } from './mariadb-server.js'
import { serverVersion } from './server-version.js'

/** How to get a MariaDB server. */
export const mariadb: ServerKind = {
  variable: 'DMT_TEST_MARIADB_URL',
  connect: async (url) => ({
    url,
    version: await serverVersion(url),
    how: 'DMT_TEST_MARIADB_URL',
    stop: async () => undefined,
  }),
  ways: [
    { name: 'container', start: startMariadbContainer },
    { name: 'programs on the machine', start: () => startMariadb(installedBinaries) },
    { name: 'Debian package', start: () => startMariadb(debianBinaries) },
  ],
}
