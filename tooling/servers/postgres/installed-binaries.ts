import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import type { FindBinaries } from './binaries.js'

// Debian and its relatives, Red Hat's packages of postgresql.org, Homebrew: none of these is on PATH.
const versionedFolders = ['/usr/lib/postgresql', '/usr', '/opt/homebrew/opt', '/usr/local/opt']

/** PostgreSQL as it is already installed, the newest version first. */
export const installedBinaries: FindBinaries = async () => {
  const versioned = (await Promise.all(versionedFolders.map(versionsIn))).flat().sort((a, b) => b.version - a.version)
  const onPath = (process.env.PATH ?? '').split(delimiter)
  const folder = [...versioned.map(({ bin }) => bin), ...onPath].find(hasServer)
  return folder ? { folder, how: `binaries in ${folder}` } : { missing: 'no initdb and postgres found' }
}

async function versionsIn(folder: string) {
  const names = await readdir(folder).catch(() => [])
  return names.flatMap((name) => {
    const version = /^(?:(?:postgresql@|pgsql-)?(\d+))$/.exec(name)?.[1]
    return version ? [{ version: Number(version), bin: join(folder, name, 'bin') }] : []
  })
}

const hasServer = (folder: string) => ['initdb', 'postgres'].every((program) => existsSync(join(folder, program)))
