import { randomBytes } from 'node:crypto'
import { startContainer } from '../container-daemon.js'
import { freePort } from '../free-port.js'
import { serverVersion } from './server-version.js'
import { settings } from './settings.js'

/** PostgreSQL from its official image. */
export async function startPostgresContainer() {
  const password = randomBytes(16).toString('hex')
  return startContainer(
    {
      image: 'postgres:18-alpine',
      environment: { POSTGRES_PASSWORD: password },
      command: ['postgres', ...settings],
      port: 5432,
      // The image starts the server once to initialise it, and then for good.
      ready: { log: /database system is ready to accept connections/, times: 2 },
      url: (port) => `postgres://postgres:${password}@127.0.0.1:${port}/postgres`,
      version: serverVersion,
    },
    await freePort(),
  )
}
