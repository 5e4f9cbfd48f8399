import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { freePort } from '../free-port.js'
import { runCommand } from '../run-command.js'
import { isMissing, type MissingServer, type OwnServer } from '../server.js'
import { type ServerFolder, serverFolder } from '../server-folder.js'
import { ServerProcess } from '../server-process.js'
import { until } from '../until.js'
import type { FindBinaries } from './binaries.js'
import { serverVersion } from './server-version.js'
import { settings } from './settings.js'

/** Milliseconds that a server may take to start, recovery after a kill included. */
const startDeadline = 60_000

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
    await initialise(binaries.install, folder)
    const port = await freePort()
    const url = `mariadb://admin:${password}@127.0.0.1:${port}/dmt`
    const process = new MariadbProcess(folder, binaries.server, [
      ...serverArguments(folder.path, port, await administrator(folder, password)),
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

async function initialise(install: string, { path, user }: ServerFolder): Promise<void> {
  const options = ['--no-defaults', `--datadir=${join(path, 'data')}`, '--auth-root-authentication-method=normal']
  await runCommand(install, [...options, '--skip-test-db'], { cwd: path, ...user })
}

/** The user of the tests, made each time the server starts. */
async function administrator(folder: ServerFolder, password: string): Promise<string> {
  return await folder.write(
    'init.sql',
    `create user if not exists admin@'%' identified by '${password}';\ngrant all on *.* to admin@'%' with grant option;\ncreate database if not exists dmt;\n`,
  )
}

function serverArguments(folder: string, port: number, initFile: string): string[] {
  return [
    '--no-defaults',
    `--datadir=${join(folder, 'data')}`,
    `--port=${port}`,
    '--bind-address=127.0.0.1',
    `--socket=${join(folder, 'socket')}`,
    `--pid-file=${join(folder, 'pid')}`,
    `--init-file=${initFile}`,
    ...settings,
  ]
}

/** The running server of one data folder: it may end and start again on the same port. */
class MariadbProcess {
  #running: ServerProcess | undefined

  constructor(
    private readonly folder: ServerFolder,
    private readonly program: string,
    private readonly args: readonly string[],
  ) {}

  /** Resolves when the server takes connections. */
  async start(url: string): Promise<void> {
    const running = await ServerProcess.start(this.folder, this.program, this.args)
    this.#running = running
    this.folder.guard.watch(running.pid)
    await until('MariaDB', startDeadline, async () => {
      if (running.ended) return { ended: running.log }
      await serverVersion(url)
      return { ended: undefined }
    }).then(({ ended }) => {
      if (ended !== undefined) throw new Error(`mariadbd did not start: ${ended.slice(-300)}`)
    })
  }

  async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    await this.#running?.end(signal)
    this.folder.guard.watch()
  }
}
