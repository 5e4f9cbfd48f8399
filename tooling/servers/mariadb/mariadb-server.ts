import { randomBytes } from 'node:crypto'
import { freePort } from '../free-port.js'
import { isMissing, type MissingServer, type OwnServer } from '../server.js'
import { type ServerFolder, serverFolder } from '../server-folder.js'
import type { FindBinaries } from './binaries.js'
import { initialise, serverArguments } from './data-folder.js'
import { MariadbProcess } from './mariadb-process.js'
import { serverVersion } from './server-version.js'

/** Makes the data of a new server in a temporary folder, and serves it on a free loopback port. */
export async function startMariadb(
  find: FindBinaries,
  extra: readonly string[] = [],
): Promise<OwnServer | MissingServer> {
  const binaries = await find()
  if (isMissing(binaries)) return binaries
  const folder = await serverFolder('mariadb', 'mysql')
  try {
    const password = randomBytes(16).toString('hex')
    await initialise(binaries.install, folder, 'data')
    const port = await freePort()
    const url = `mariadb://admin:${password}@127.0.0.1:${port}/dmt`
    const process = new MariadbProcess(folder, binaries.server, [
      ...serverArguments(folder.path, 'data', port),
      `--init-file=${await administrator(folder, password)}`,
      ...extra,
    ])
    await process.start(url)
    return {
      url,
      version: await serverVersion(url),
      how: binaries.how,
      stop: () => process.end('SIGTERM').then(() => folder.remove()),
      kill: () => process.end('SIGKILL'),
      restart: () => process.end('SIGTERM').then(() => process.start(url)),
    }
  } catch (error) {
    await folder.remove()
    throw error
  }
}

/** The user of the tests, made each time the server starts. */
export async function administrator(folder: ServerFolder, password: string): Promise<string> {
  return await folder.write(
    'init.sql',
    `create user if not exists admin@'%' identified by '${password}';\ngrant all on *.* to admin@'%' with grant option;\ncreate database if not exists dmt;\n`,
  )
}
