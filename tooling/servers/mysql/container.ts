import { randomBytes } from 'node:crypto'
import { startContainer } from '../container-daemon.js'
import { freePort } from '../free-port.js'
import { serverVersion } from '../mariadb/server-version.js'
import { settings } from '../mariadb/settings.js'

/** MySQL from its official image. */
export async function startMysqlContainer() {
  const password = randomBytes(16).toString('hex')
  return startContainer(
    {
      image: 'mysql:8.4',
      environment: { MYSQL_ROOT_PASSWORD: password, MYSQL_DATABASE: 'dmt' },
      command: ['mysqld', ...settings],
      port: 3306,
      // The image starts the server once to initialise it, and then for good; each says so for its X protocol too.
      ready: { log: /mysqld: ready for connections/, times: 2 },
      url: (port) => `mysql://root:${password}@127.0.0.1:${port}/dmt`,
      version: serverVersion,
    },
    await freePort(),
  )
}
