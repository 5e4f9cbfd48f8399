import { freePort } from '../free-port.js'
import { isMissing, type MissingServer, type OwnServer } from '../server.js'
import { serverFolder } from '../server-folder.js'
import { ServerProcess } from '../server-process.js'
import { until } from '../until.js'
import type { MotoProgram } from './moto-program.js'

/** Milliseconds that moto may take to answer: it loads every service that it stands in for. */
const startDeadline = 60_000

/** Serves what stands in for AWS on a free loopback port. It keeps everything in memory: a restart forgets it. */
export async function startMoto(find: () => Promise<MotoProgram | MissingServer>): Promise<OwnServer | MissingServer> {
  const found = await find()
  if (isMissing(found)) return found
  const folder = await serverFolder('moto', 'moto')
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  let running: ServerProcess | undefined
  const kill = async () => void (await running?.end('SIGKILL'))
  const start = async () => {
    // As the user of the tests: its Python may stand in that user's home.
    const place = { ...folder, user: undefined }
    running = await ServerProcess.start(place, found.program, ['-H', '127.0.0.1', '-p', String(port)])
    folder.guard.watch(running.pid)
    await until('moto', startDeadline, () => askMoto(url)).catch((error: unknown) => {
      throw new Error(`moto did not start: ${running?.log.slice(-300)}`, { cause: error })
    })
  }
  const stop = async () => {
    await kill()
    await folder.remove()
  }
  try {
    await start()
    return { url, version: found.version, how: found.how, stop, kill, restart: () => kill().then(start) }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Resolves when moto answers at a URL. */
export async function askMoto(url: string): Promise<true> {
  const response = await fetch(`${url}/moto-api/data.json`, { signal: AbortSignal.timeout(5_000) })
  await response.arrayBuffer()
  if (!response.ok) throw new Error(`moto answers ${response.status}`)
  return true
}
