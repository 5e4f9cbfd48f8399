import { existsSync } from 'node:fs'
import { installDebianPackages } from '../debian-packages.js'
import { findProgram } from '../find-program.js'
import { installedBinaries } from '../mariadb/binaries.js'
import type { OwnKind, ServerPrograms } from '../own-kinds.js'
import { runCommand } from '../run-command.js'
import { isMissing, type MissingServer } from '../server.js'

/** What a cluster is run by. */
export interface GaleraPrograms extends ServerPrograms {
  readonly server: string
  readonly install: string
  /** The library by which the servers replicate. */
  readonly library: string
}

/** Galera: MariaDB servers each of which takes writes, and that certify each other's. */
export const galera = { find: findGalera } satisfies OwnKind

const libraries = ['/usr/lib/galera/libgalera_smm.so', '/usr/lib64/galera-4/libgalera_smm.so']

async function findGalera(): Promise<GaleraPrograms | MissingServer> {
  const found = await installedGalera()
  if (!isMissing(found)) return found
  const refused = await installDebianPackages(['mariadb-server', 'galera-4', 'rsync']).catch((error: unknown) => ({
    missing: error instanceof Error ? error.message : String(error),
  }))
  if (refused !== undefined) return { missing: `${found.missing}; Debian packages: ${refused.missing}` }
  return installedGalera()
}

async function installedGalera(): Promise<GaleraPrograms | MissingServer> {
  const programs = await installedBinaries()
  const library = libraries.find((path) => existsSync(path))
  if (isMissing(programs) || library === undefined || findProgram('rsync') === undefined)
    return { missing: 'mariadbd, the Galera library or rsync is not installed' }
  const version = await runCommand(programs.server, ['--version'])
  return {
    ...programs,
    library,
    version: /\d+(?:\.\d+)+/.exec(version)?.[0] ?? 'unknown',
    how: `${programs.server}, ${library}`,
  }
}
