import type { ServerKind } from '../server.js'
import { startMssqlContainer } from './container.js'
import { serverVersion } from './server-version.js'

/** How to get a SQL Server, or another engine that speaks its language. */
export const mssql: ServerKind = {
  variable: 'DMT_TEST_MSSQL_URL',
  scarce: true,
  connect: async (url) => ({
    url,
    version: await serverVersion(url),
    how: 'DMT_TEST_MSSQL_URL',
    stop: async () => undefined,
  }),
  ways: [{ name: 'container', start: startMssqlContainer }],
}
