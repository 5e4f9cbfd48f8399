import type { ServerKind } from '../server.js'
import { startCluster } from './cluster.js'
import { startPostgresContainer } from './container.js'
import { debianBinaries } from './debian-binaries.js'
import { installedBinaries } from './installed-binaries.js'
import { npmBinaries } from './npm-binaries.js'
import { serverVersion } from './server-version.js'

/** How to get a PostgreSQL server. */
export const postgres: ServerKind = {
  variable: 'DMT_TEST_POSTGRES_URL',
  connect: async (url) => ({
    url,
    version: await serverVersion(url),
    how: 'DMT_TEST_POSTGRES_URL',
    stop: async () => undefined,
  }),
  ways: [
    { name: 'container', start: startPostgresContainer },
    { name: 'binaries on the machine', start: () => startCluster(installedBinaries) },
    { name: 'Debian package', start: () => startCluster(debianBinaries) },
    { name: 'npm package', start: () => startCluster(npmBinaries) },
  ],
}
