import { afterAll, beforeAll } from 'vitest'
import type { KindName } from './kinds.js'
import { isMissing, type OwnServer } from './server.js'
import { startOwnServer } from './start-server.js'

/** A server for the tests of one file alone, which they may break; `undefined` where none can be had. */
export function ownServer(kind: KindName): () => OwnServer | undefined {
  let server: OwnServer | undefined
  beforeAll(async () => {
    const started = await startOwnServer(kind)
    if (!isMissing(started)) server = started
  })
  afterAll(() => server?.stop())
  return () => server
}
