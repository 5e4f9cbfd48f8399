import { chown, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { runCommand } from '../run-command.js'
import type { ServerFolder } from '../server-folder.js'
import { settings } from './settings.js'

/**
 * Where a server keeps its temporary tables. A server that starts removes whatever temporary tables are in the place that
 * it is given, of which `/tmp` has those of every other server at work.
 */
const temporary = (folder: string, data: string) => join(folder, `${data}.tmp`)

/** Makes that place, which must be there before a server of {@link serverArguments} starts. */
export async function makeTemporary({ path, user }: ServerFolder, data: string): Promise<void> {
  await mkdir(temporary(path, data))
  if (user !== undefined) await chown(temporary(path, data), user.uid, user.gid)
}

/** Makes the data of a server in a folder within another. */
export async function initialise(install: string, folder: ServerFolder, data: string): Promise<void> {
  const { path, user } = folder
  await makeTemporary(folder, data)
  const place = [`--datadir=${join(path, data)}`, `--tmpdir=${temporary(path, data)}`]
  const options = ['--no-defaults', ...place, '--auth-root-authentication-method=normal']
  await runCommand(install, [...options, '--skip-test-db'], { cwd: path, ...user })
}

/** How the server of such a folder is started, on a loopback port. */
export function serverArguments(folder: string, data: string, port: number): string[] {
  return [
    '--no-defaults',
    `--datadir=${join(folder, data)}`,
    `--tmpdir=${temporary(folder, data)}`,
    `--port=${port}`,
    '--bind-address=127.0.0.1',
    `--socket=${join(folder, `${data}.sock`)}`,
    `--pid-file=${join(folder, `${data}.pid`)}`,
    ...settings,
  ]
}
