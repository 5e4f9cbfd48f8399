import { findProgram } from '../find-program.js'
import { runCommand } from '../run-command.js'
import type { MissingServer } from '../server.js'

/** How MySQL's server is run. */
export interface MysqlPrograms {
  readonly program: string
  /** Before the server's own options. */
  readonly args: readonly string[]
  /** Options without which it does not find its own files. */
  readonly options: readonly string[]
  readonly how: string
}

/** Looks for MySQL's server, or gets it. */
export type FindMysql = () => Promise<MysqlPrograms | MissingServer>

/** MySQL as it is already installed; MariaDB has a program of the same name. */
export const installedMysql: FindMysql = async () => {
  const program = findProgram('mysqld')
  const version = program === undefined ? '' : await runCommand(program, ['--no-defaults', '--version'])
  if (program === undefined || !/MySQL/i.test(version) || /MariaDB/i.test(version))
    return { missing: 'no mysqld of MySQL found' }
  return { program, args: [], options: [], how: `program ${program}` }
}
