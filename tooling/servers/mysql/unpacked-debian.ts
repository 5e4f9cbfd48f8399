import { existsSync } from 'node:fs'
import { chmod, mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { cacheFolder } from '../cache-folder.js'
import { findProgram } from '../find-program.js'
import { runCommand } from '../run-command.js'
import type { FindMysql } from './mysql-programs.js'

const packageName = 'mysql-server-core'

/**
 * MySQL of Debian's unstable suite, the only one of Debian's that has it: the packages and all that they need are
 * unpacked into a folder, of which nothing is installed, and run by the libraries in it.
 */
export const unpackedDebian: FindMysql = async () => {
  if (process.arch !== 'x64' || findProgram('apt-get') === undefined || findProgram('dpkg-deb') === undefined)
    return { missing: 'no apt-get of a 64-bit machine' }
  const folder = await cacheFolder('debian-mysql')
  const root = join(folder, 'root')
  const server = join(root, 'usr/sbin/mysqld')
  if (!existsSync(join(folder, 'complete'))) await unpack(folder, root)
  const libraries = join(root, 'usr/lib/x86_64-linux-gnu')
  return {
    program: join(libraries, 'ld-linux-x86-64.so.2'),
    args: ['--library-path', libraries, server],
    options: [
      `--lc-messages-dir=${join(root, 'usr/share/mysql')}`,
      `--plugin-dir=${join(root, 'usr/lib/mysql/plugin')}`,
      '--secure-file-priv=NULL',
    ],
    how: `Debian unstable, unpacked in ${root}`,
  }
}

async function unpack(folder: string, root: string): Promise<void> {
  const archives = join(folder, 'cache', 'archives')
  for (const made of [join(folder, 'lists', 'partial'), join(archives, 'partial'), root])
    await mkdir(made, { recursive: true })
  await writeFile(join(folder, 'status'), '')
  await writeFile(join(folder, 'sources.list'), 'deb http://deb.debian.org/debian sid main\n')
  const options = Object.entries({
    'Dir::State::lists': join(folder, 'lists'),
    'Dir::State::status': join(folder, 'status'),
    'Dir::Cache': join(folder, 'cache'),
    'Dir::Etc::sourcelist': join(folder, 'sources.list'),
    'Dir::Etc::sourceparts': '/dev/null',
    'APT::Architecture': 'amd64',
    'APT::Sandbox::User': 'root',
  }).flatMap(([name, value]) => ['-o', `${name}=${value}`])
  await runCommand('apt-get', [...options, 'update'])
  await runCommand('apt-get', [...options, 'install', '--download-only', '-y', '--no-install-recommends', packageName])
  for (const name of await readdir(archives))
    if (name.endsWith('.deb')) await runCommand('dpkg-deb', ['-x', join(archives, name), root])
  // Each package brings its own modes, and the server runs under another user.
  await chmod(root, 0o755)
  await writeFile(join(folder, 'complete'), '')
}
