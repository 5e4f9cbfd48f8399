import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import type { OwnKind } from '../own-kinds.js'
import { isMissing, type MissingServer, type OwnServer } from '../server.js'
import { serverFolder } from '../server-folder.js'
import { ServerProcess } from '../server-process.js'
import { until } from '../until.js'
import { type ConsulTls, consulArguments, consulData, consulPlace } from './consul-arguments.js'
import { consulVersion } from './consul-at.js'
import { findConsul } from './consul-program.js'

/** Milliseconds that a start may take on a busy machine. */
const patience = 60_000

/** A Consul for the test alone. */
export const ownConsul = { find: findConsul } satisfies OwnKind

/** A Consul that a test may also rob of its data. */
export interface OwnConsul extends OwnServer {
  /** Port of HTTPS, where it has certificates. */
  readonly https: number
  /** Starts again without any data: its index of changes begins anew. Its administrator stays. */
  wipe(): Promise<void>
}

/** Serves Consul on free loopback ports, to nobody without a token, with its data in a temporary folder. */
export async function startConsul(
  extras: { readonly tls?: ConsulTls; readonly settings?: object } = {},
): Promise<OwnConsul | MissingServer> {
  const found = await findConsul()
  if (isMissing(found)) return found
  const folder = await serverFolder('consul', 'consul')
  const [place, token] = [await consulPlace('data'), randomUUID()]
  const url = `consul://127.0.0.1:${place.http}?token=${token}`
  let running: ServerProcess | undefined
  const run = async () => {
    const args = await consulArguments(folder, place, { token, ...extras })
    running = await ServerProcess.start(folder, found.program, args)
    folder.guard.watch(running.pid)
    return await until('Consul', patience, () => consulVersion(url)).catch((error: unknown) => {
      throw new Error(`Consul did not start: ${running?.log.slice(-600)}`, { cause: error })
    })
  }
  const kill = async () => void (await running?.end('SIGKILL'))
  const stop = () => kill().then(() => folder.remove())
  try {
    const version = await run()
    const restart = async () => {
      await kill()
      await run()
    }
    const wipe = async () => {
      await kill()
      await rm(consulData(folder, place), { recursive: true })
      await run()
    }
    return { url, https: place.https, version, how: found.how, stop, kill, restart, wipe }
  } catch (error) {
    await stop()
    throw error
  }
}
