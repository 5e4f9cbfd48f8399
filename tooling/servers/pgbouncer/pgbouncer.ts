import { installDebianPackages } from '../debian-packages.js'
import { findProgram } from '../find-program.js'
import type { OwnKind, ServerPrograms } from '../own-kinds.js'
import { runCommand } from '../run-command.js'
import { isMissing, type MissingServer } from '../server.js'

/** What the proxy is run by. */
export interface PgbouncerPrograms extends ServerPrograms {
  readonly program: string
}

/** PgBouncer, a proxy that gives many clients the sessions of few. */
export const pgbouncer = { find: findPgbouncer } satisfies OwnKind

async function findPgbouncer(): Promise<PgbouncerPrograms | MissingServer> {
  const found = await installedPgbouncer()
  if (!isMissing(found)) return found
  const refused = await installDebianPackages(['pgbouncer']).catch((error: unknown) => ({ missing: String(error) }))
  if (refused !== undefined) return { missing: `${found.missing}; Debian package: ${refused.missing}` }
  return installedPgbouncer()
}

async function installedPgbouncer(): Promise<PgbouncerPrograms | MissingServer> {
  const program = findProgram('pgbouncer')
  if (program === undefined) return { missing: 'pgbouncer is not installed' }
  const version = await runCommand(program, ['--version'])
  return { program, version: /\d+(?:\.\d+)+/.exec(version)?.[0] ?? 'unknown', how: program }
}
