import { join } from 'node:path'
import { runCommand } from '../run-command.js'
import type { ServerFolder } from '../server-folder.js'
import { settings } from './settings.js'

/** Makes the data of a server in a folder within another. */
export async function initialise(install: string, { path, user }: ServerFolder, data: string): Promise<void> {
  const options = ['--no-defaults', `--datadir=${join(path, data)}`, '--auth-root-authentication-method=normal']
  await runCommand(install, [...options, '--skip-test-db'], { cwd: path, ...user })
}

/** How the server of such a folder is started, on a loopback port. */
export function serverArguments(folder: string, data: string, port: number): string[] {
  return [
    '--no-defaults',
    `--datadir=${join(folder, data)}`,
    `--port=${port}`,
    '--bind-address=127.0.0.1',
    `--socket=${join(folder, `${data}.sock`)}`,
    `--pid-file=${join(folder, `${data}.pid`)}`,
    ...settings,
  ]
}
