import { randomBytes } from 'node:crypto'
import { freePort } from '../free-port.js'
import { makeTemporary, serverArguments } from '../mariadb/data-folder.js'
import { MariadbProcess } from '../mariadb/mariadb-process.js'
import { administrator } from '../mariadb/mariadb-server.js'
import { serverVersion } from '../mariadb/server-version.js'
import { runCommand } from '../run-command.js'
import { isMissing, type MissingServer, type OwnServer } from '../server.js'
import { serverFolder } from '../server-folder.js'
import type { FindMysql } from './mysql-programs.js'

/** Makes the data of a new MySQL server in a temporary folder, and serves it on a free loopback port. */
export async function startMysql(find: FindMysql): Promise<OwnServer | MissingServer> {
  const programs = await find()
  if (isMissing(programs)) return programs
  const folder = await serverFolder('mysql', 'mysql')
  try {
    const password = randomBytes(16).toString('hex')
    const port = await freePort()
    const own = [
      ...serverArguments(folder.path, 'data', port),
      ...programs.options,
      '--mysqlx=OFF',
      '--disable-log-bin',
    ]
    await makeTemporary(folder, 'data')
    const prepared = [...programs.args, ...own, '--initialize-insecure']
    await runCommand(programs.program, prepared, { cwd: folder.path, ...folder.user })
    const url = `mysql://admin:${password}@127.0.0.1:${port}/dmt`
    const initFile = `--init-file=${await administrator(folder, password)}`
    const process = new MariadbProcess(folder, programs.program, [...programs.args, ...own, initFile])
    await process.start(url)
    return {
      url,
      version: await serverVersion(url),
      how: programs.how,
      stop: () => process.end('SIGTERM').then(() => folder.remove()),
      kill: () => process.end('SIGKILL'),
      restart: () => process.end('SIGTERM').then(() => process.start(url)),
    }
  } catch (error) {
    await folder.remove()
    throw error
  }
}
