import { describe } from 'vitest'
import { testProgram } from '../../../../tooling/fixtures/test-program.js'
import type { OwnServer } from '../../../../tooling/servers/server.js'
import { outages } from '../../../../tooling/write-faults/outages.js'
import { drivers } from '../drivers.js'
import { postgresLedger } from './postgres-ledger.js'
import { postmasterOf } from './server-processes.js'

/** Ends a server as `pg_ctl stop -m immediate` does; false when its processes are not of this machine. */
async function stopAtOnce(server: OwnServer): Promise<boolean> {
  const postmaster = await postmasterOf(server.url)
  if (postmaster === undefined) return false
  process.kill(postmaster, 'SIGQUIT')
  await server.restart()
  return true
}

describe('64 writers in a process of their own', () => {
  const start = testProgram('packages/postgres', 'faults/ledger-program.ts', drivers)
  outages('postgres', postgresLedger, start, [['stopped at once and started', stopAtOnce]])
})
