import { join } from 'node:path'
import { installDebianPackages } from '../debian-packages.js'
import { findProgram } from '../find-program.js'
import type { OwnKind, ServerPrograms } from '../own-kinds.js'
import { installedBinaries } from '../postgres/installed-binaries.js'
import { runCommand } from '../run-command.js'
import { isMissing, type MissingServer } from '../server.js'

/** What a cluster is run by. */
export interface PatroniPrograms extends ServerPrograms {
  readonly patroni: string
  readonly etcd: string
  /** Folder with `initdb`, `postgres` and `pg_basebackup`. */
  readonly postgres: string
}

/** Patroni, which makes one of several PostgreSQL servers the primary, and etcd, in which they agree on it. */
export const patroni = { find: findPatroni } satisfies OwnKind

async function findPatroni(): Promise<PatroniPrograms | MissingServer> {
  const found = await installedPatroni()
  if (!isMissing(found)) return found
  const refused = await installDebianPackages(['patroni', 'etcd-server', 'postgresql']).catch(messageOf)
  if (refused !== undefined) return { missing: `${found.missing}; Debian packages: ${refused.missing}` }
  return installedPatroni()
}

async function installedPatroni(): Promise<PatroniPrograms | MissingServer> {
  const [program, etcd, postgres] = [findProgram('patroni'), findProgram('etcd'), await installedBinaries()]
  if (program === undefined || etcd === undefined || isMissing(postgres))
    return { missing: 'patroni, etcd or PostgreSQL is not installed' }
  const version = await runCommand(program, ['--version'])
  return {
    patroni: program,
    etcd,
    postgres: postgres.folder,
    version: /\d+(?:\.\d+)+/.exec(version)?.[0] ?? 'unknown',
    how: `${program}, ${etcd}, ${join(postgres.folder, 'postgres')}`,
  }
}

const messageOf = (error: unknown): MissingServer => ({
  missing: error instanceof Error ? error.message : String(error),
})
