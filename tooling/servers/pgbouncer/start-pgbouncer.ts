import { freePort } from '../free-port.js'
import { serverVersion } from '../postgres/server-version.js'
import { isMissing, type MissingServer } from '../server.js'
import { type ServerFolder, serverFolder } from '../server-folder.js'
import { ServerProcess } from '../server-process.js'
import { until } from '../until.js'
import { pgbouncer } from './pgbouncer.js'
import { type PgbouncerSettings, settingsFile } from './settings-file.js'

/** A proxy in front of a server. */
export interface Pgbouncer {
  /** The server's URL with the proxy's address. Every database and every user of the server is known to it. */
  readonly url: string
  stop(): Promise<void>
}

/** Starts a proxy in front of the server of an administrator's URL, for the caller alone. */
export async function startPgbouncer(
  serverUrl: string,
  settings: PgbouncerSettings = {},
): Promise<Pgbouncer | MissingServer> {
  const programs = await pgbouncer.find()
  if (isMissing(programs)) return programs
  const folder = await serverFolder('pgbouncer', 'postgres')
  const port = await freePort()
  const url = Object.assign(new URL(serverUrl), { hostname: '127.0.0.1', port: String(port) }).href
  const proxy = await serve(folder, programs.program, new URL(serverUrl), port, settings)
  const stop = async () => {
    await proxy.end('SIGTERM')
    await folder.remove()
  }
  try {
    await until('pgbouncer', 10_000, () => serverVersion(url))
    return { url, stop }
  } catch (error) {
    await stop()
    throw new Error(`${error}: ${proxy.log}`, { cause: error })
  }
}

async function serve(
  folder: ServerFolder,
  program: string,
  server: URL,
  port: number,
  settings: PgbouncerSettings,
): Promise<ServerProcess> {
  const users = await folder.write('users', `"${server.username}" "${decodeURIComponent(server.password)}"\n`)
  const file = await folder.write('pgbouncer.ini', settingsFile({ server, port, users }, settings))
  const proxy = await ServerProcess.start(folder, program, [file])
  folder.guard.watch(proxy.pid)
  return proxy
}
