import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { findProgram } from '../find-program.js'
import type { ServerPrograms } from '../own-kinds.js'
import { runCommand } from '../run-command.js'
import type { MissingServer } from '../server.js'
import { vaultBuild } from './vault-build.js'

/** What Vault is run by. */
export interface VaultProgram extends ServerPrograms {
  readonly program: string
  /** Folder of plugins that the program has not built in. */
  readonly plugins: string
}

/** The variable that names another program to run every test on: a later Vault, or OpenBao's `bao`. */
const variable = 'DMT_TEST_VAULT_PROGRAM'

/** Looks for Vault on the machine, and for one that was built before. */
export async function findVault(): Promise<VaultProgram | MissingServer> {
  const built = await vaultBuild()
  const named = process.env[variable]
  const program = named ?? findProgram('vault') ?? built.vault
  if (!existsSync(program)) {
    const missing = named === undefined ? 'vault is not installed' : `${variable}: ${program} does not exist`
    return { missing: `${missing}; it is built once, in 6 to 20 minutes, by: npx tsx tooling/servers/vault/build.ts` }
  }
  const version = await runCommand(program, ['version'])
  const release = /(\w+) v(\d+(?:\.\d+)+)/.exec(version)
  return {
    program,
    plugins: existsSync(join(built.plugins, 'vault-plugin-auth-kubernetes')) ? built.plugins : '',
    version: release?.[1] === 'OpenBao' ? `OpenBao ${release[2]}` : (release?.[2] ?? 'unknown'),
    how: program,
  }
}
