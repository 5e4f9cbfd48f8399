import { access, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { cacheFolder } from '../cache-folder.js'
import { findProgram } from '../find-program.js'
import type { ServerPrograms } from '../own-kinds.js'
import { runCommand } from '../run-command.js'
import { isMissing, type MissingServer } from '../server.js'

/** The release that is installed where there is none. */
const release = '5.2.5'

/** What moto is run by. */
export interface MotoProgram extends ServerPrograms {
  readonly program: string
}

/** Looks for moto on the machine. */
export async function installedMoto(): Promise<MotoProgram | MissingServer> {
  const program = findProgram('moto_server')
  return program === undefined ? { missing: 'moto_server is not installed' } : await described(program)
}

/** moto from the index of Python's packages, in a virtual environment that is kept between runs. */
export async function packagedMoto(): Promise<MotoProgram | MissingServer> {
  const python = findProgram('python3')
  if (python === undefined) return { missing: 'python3 is not installed' }
  const folder = join(await cacheFolder('moto'), release)
  const program = join(folder, 'bin', 'moto_server')
  if (!(await exists(join(folder, 'complete')))) {
    const refused = await install(python, folder).catch((error: unknown) => ({ missing: String(error) }))
    if (isMissing(refused)) return refused
  }
  return await described(program)
}

async function install(python: string, folder: string): Promise<object> {
  await rm(folder, { recursive: true, force: true })
  await runCommand(python, ['-m', 'venv', folder])
  await runCommand(join(folder, 'bin', 'pip'), ['install', '--quiet', `moto[server]==${release}`])
  await runCommand('touch', [join(folder, 'complete')])
  return {}
}

async function described(program: string): Promise<MotoProgram | MissingServer> {
  const python = join(program, '..', 'python3')
  const version = await runCommand(python, ['-c', 'import moto; print(moto.__version__)']).catch(() => 'unknown')
  return { program, version: /\d+(?:\.\d+)+/.exec(version)?.[0] ?? 'unknown', how: program }
}

async function exists(file: string): Promise<boolean> {
  return await access(file).then(
    () => true,
    () => false,
  )
}
