import { randomBytes } from 'node:crypto'
import { startContainer } from '../container-daemon.js'
import { freePort } from '../free-port.js'
import { serverVersion } from './server-version.js'

/** SQL Server from its official image. Starting it accepts its licence, for tests with the Developer edition. */
export async function startMssqlContainer() {
  // The server asks for three kinds of characters.
  const password = `Aa1-${randomBytes(16).toString('hex')}`
  return startContainer(
    {
      image: 'mcr.microsoft.com/mssql/server:2022-latest',
      environment: { ACCEPT_EULA: 'Y', MSSQL_SA_PASSWORD: password, MSSQL_PID: 'Developer' },
      command: [],
      port: 1433,
      ready: { log: /Recovery is complete/, times: 1 },
      url: (port) => `mssql://sa:${password}@127.0.0.1:${port}/master`,
      version: serverVersion,
    },
    await freePort(),
  )
}
