import { describe } from 'vitest'
import type { KindName } from './kinds.js'
import { isMissing } from './server.js'
import { type SharedServer, testServer } from './test-server.js'

/**
 * A suite that needs a real server: `await describeOn('postgres', 'devices', (server) => { … })` at the top level of
 * a test file. The title says which server it ran on. Without a server its tests are reported as skipped, with the
 * reason in the title.
 */
export async function describeOn(kind: KindName, title: string, suite: (server: SharedServer) => void): Promise<void> {
  const server = await testServer(kind)
  if (isMissing(server)) {
    // The suite is still collected, for its tests to be listed by name; none of them nor a hook runs.
    describe.skip(`${title} [no ${kind}: ${server.missing}]`, () => suite({ url: '', version: '', how: '' }))
    return
  }
  describe(`${title} [on ${kind} ${server.version}]`, () => suite(server))
}
