import { existsSync } from 'node:fs'
import { findProgram } from '../find-program.js'
import type { ServerPrograms } from '../own-kinds.js'
import { runCommand } from '../run-command.js'
import type { MissingServer } from '../server.js'
import { consulBuild } from './consul-build.js'

/** What Consul is run by. */
export interface ConsulProgram extends ServerPrograms {
  readonly program: string
}

/** The variable that names another program to run every test on, such as an earlier or a later Consul. */
const variable = 'DMT_TEST_CONSUL_PROGRAM'

/** Looks for Consul on the machine, and for one that was built before. */
export async function findConsul(): Promise<ConsulProgram | MissingServer> {
  const named = process.env[variable]
  const program = named ?? findProgram('consul') ?? (await consulBuild())
  if (!existsSync(program)) {
    const missing = named === undefined ? 'consul is not installed' : `${variable}: ${program} does not exist`
    return { missing: `${missing}; it is built once, in about 4 minutes, by: npx tsx tooling/servers/consul/build.ts` }
  }
  const version = await runCommand(program, ['version'])
  return { program, version: /Consul v(\d+(?:\.\d+)+)/.exec(version)?.[1] ?? 'unknown', how: program }
}
