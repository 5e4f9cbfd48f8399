import { describe } from 'vitest'
import { allKinds } from './all-kinds.js'
import { type OwnKindName, ownKinds } from './own-kinds.js'
import { requiredServers } from './required-servers.js'
import { isMissing } from './server.js'

/**
 * A suite whose tests start servers of a kind for themselves: `await describeOwn('patroni', 'a fail-over', () => { … })`
 * at the top level of a test file. Where the programs cannot be had its tests are reported as skipped, with the reason
 * in the title; where the kind is required that is an error.
 */
export async function describeOwn(kind: OwnKindName, title: string, suite: () => void): Promise<void> {
  const found = await ownKinds[kind].find()
  if (!isMissing(found)) {
    describe(`${title} [on ${kind} ${found.version}]`, suite)
    return
  }
  if (requiredServers(allKinds).includes(kind))
    throw new Error(`${kind} is required, and there is none: ${found.missing}`)
  describe.skip(`${title} [no ${kind}: ${found.missing}]`, suite)
}
