import { existsSync } from 'node:fs'
import { mkdtemp, rm, symlink } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { cacheFolder } from '../../../../tooling/servers/cache-folder.js'
import { requiredServers } from '../../../../tooling/servers/required-servers.js'
import { runCommand } from '../../../../tooling/servers/run-command.js'
import type { MissingServer } from '../../../../tooling/servers/server.js'

/** A program of a Python package, in an environment of its own that is kept between runs. */
export interface PythonProgram {
  path: string
  version: string
}

/**
 * Finds the program or installs its package, with one of its extras if need be, from the Python package index. `missing` tells why it cannot be had; where
 * `CONFORMANCE_REQUIRE` or CI asks for it, that is an error.
 */
export async function pythonProgram(
  program: string,
  name: string,
  version: string,
  extra?: string,
): Promise<PythonProgram | MissingServer> {
  const installed = join(await cacheFolder('python'), `${name}-${version}`)
  const path = join(installed, 'bin', program)
  if (existsSync(path)) return { path, version }
  try {
    await install(`${name}${extra === undefined ? '' : `[${extra}]`}==${version}`, installed)
    return { path, version }
  } catch (error) {
    const missing = `${name} ${version} could not be installed: ${error instanceof Error ? error.message : String(error)}`
    if (requiredServers([program]).includes(program)) throw new Error(missing)
    return { missing }
  }
}

/** Installs beside the place and then links to it: test files run at once, and none may see half an installation. */
async function install(requirement: string, place: string): Promise<void> {
  const folder = await mkdtemp(`${place}-`)
  try {
    await runCommand('python3', ['-m', 'venv', folder])
    await runCommand(join(folder, 'bin', 'pip'), ['install', '--quiet', '--disable-pip-version-check', requirement])
    await symlink(basename(folder), place)
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    if (!isAlreadyThere(error)) throw error
  }
}

const isAlreadyThere = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'EEXIST'
