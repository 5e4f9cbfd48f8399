import { installDebianPackages } from '../debian-packages.js'
import { findProgram } from '../find-program.js'
import type { ServerPrograms } from '../own-kinds.js'
import { runCommand } from '../run-command.js'
import { isMissing, type MissingServer } from '../server.js'

/** What etcd is run by. */
export interface EtcdProgram extends ServerPrograms {
  readonly program: string
}

/** Looks for etcd on the machine. */
export async function installedEtcd(): Promise<EtcdProgram | MissingServer> {
  const program = findProgram('etcd')
  if (program === undefined) return { missing: 'etcd is not installed' }
  const version = await runCommand(program, ['--version'])
  return { program, version: /\d+(?:\.\d+)+/.exec(version)?.[0] ?? 'unknown', how: program }
}

/** etcd of the Debian release that this runs on. */
export async function debianEtcd(): Promise<EtcdProgram | MissingServer> {
  return (await installDebianPackages(['etcd-server'])) ?? (await installedEtcd())
}

/** Looks for etcd, or installs it. */
export async function findEtcd(): Promise<EtcdProgram | MissingServer> {
  const found = await installedEtcd()
  if (!isMissing(found)) return found
  const installed = await debianEtcd().catch((error: unknown) => ({ missing: String(error) }))
  return isMissing(installed) ? { missing: `${found.missing}; Debian package: ${installed.missing}` } : installed
}
