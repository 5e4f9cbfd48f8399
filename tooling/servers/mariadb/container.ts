import { randomBytes } from 'node:crypto'
import { startContainer } from '../container-daemon.js'
import { freePort } from '../free-port.js'
import { serverVersion } from './server-version.js'
import { settings } from './settings.js'

/** MariaDB from its official image. */
export async function startMariadbContainer() {
  const password = randomBytes(16).toString('hex')
  return startContainer(
    {
      image: 'mariadb:11.8',
      environment: { MARIADB_ROOT_PASSWORD: password, MARIADB_DATABASE: 'dmt' },
      command: ['mariadbd', ...settings],
      port: 3306,
      // The image starts the server once to initialise it, and then for good.
      ready: { log: /ready for connections/, times: 2 },
      url: (port) => `mariadb://root:${password}@127.0.0.1:${port}/dmt`,
      version: serverVersion,
    },
    await freePort(),
  )
}
