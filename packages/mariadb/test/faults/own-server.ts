import { afterAll, beforeAll } from 'vitest'
import { isMissing, type OwnServer } from '../../../../tooling/servers/server.js'
import { startOwnServer } from '../../../../tooling/servers/start-server.js'

/** A server for the tests of one file alone, which they may break; `undefined` where none can be had. */
export function ownServer(): () => OwnServer | undefined {
  let server: OwnServer | undefined
  beforeAll(async () => {
    const started = await startOwnServer('mariadb')
    if (!isMissing(started)) server = started
  })
  afterAll(() => server?.stop())
  return () => server
}
