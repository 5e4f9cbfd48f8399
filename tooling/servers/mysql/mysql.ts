import { serverVersion } from '../mariadb/server-version.js'
import type { ServerKind } from '../server.js'
import { startMysqlContainer } from './container.js'
import { installedMysql } from './mysql-programs.js'
import { startMysql } from './mysql-server.js'
import { unpackedDebian } from './unpacked-debian.js'

/** How to get a MySQL server. */
export const mysql: ServerKind = {
  variable: 'DMT_TEST_MYSQL_URL',
  connect: async (url) => ({
    url,
    version: await serverVersion(url),
    how: 'DMT_TEST_MYSQL_URL',
    stop: async () => undefined,
  }),
  ways: [
    { name: 'container', start: startMysqlContainer },
    { name: 'programs on the machine', start: () => startMysql(installedMysql) },
    { name: 'Debian unstable', start: () => startMysql(unpackedDebian) },
  ],
}
