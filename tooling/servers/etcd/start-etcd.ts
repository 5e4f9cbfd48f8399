import { randomBytes } from 'node:crypto'
import { freePort } from '../free-port.js'
import { isMissing, type MissingServer, type OwnServer } from '../server.js'
import { serverFolder } from '../server-folder.js'
import { ServerProcess } from '../server-process.js'
import { until } from '../until.js'
import { etcdArguments } from './etcd-arguments.js'
import { enableAuthentication, etcdVersion } from './etcd-at.js'
import type { EtcdProgram } from './etcd-program.js'

/** Milliseconds that a node may take to answer. */
const startDeadline = 30_000

/** Passwords are a test's: etcd would spend most of a run on hashing them. */
const cheapPasswords = ['--bcrypt-cost', '4']

/** Serves etcd with a password, on a free loopback port, with its data in a temporary folder. */
export async function startEtcd(
  find: () => Promise<EtcdProgram | MissingServer>,
  extra: readonly string[] = [],
): Promise<OwnServer | MissingServer> {
  const found = await find()
  if (isMissing(found)) return found
  const folder = await serverFolder('etcd', 'etcd')
  const place = { name: 'data', port: await freePort(), peerPort: await freePort() }
  const address = `127.0.0.1:${place.port}`
  const args = [...etcdArguments(folder.path, place), ...cheapPasswords, ...extra]
  let running: ServerProcess | undefined
  const start = async () => {
    running = await ServerProcess.start(folder, found.program, args)
    folder.guard.watch(running.pid)
    await until('etcd', startDeadline, () => etcdVersion(`etcd://${address}`)).catch((error: unknown) => {
      throw new Error(`etcd did not start: ${running?.log.slice(-300)}`, { cause: error })
    })
  }
  const stop = async () => {
    await running?.end('SIGKILL')
    await folder.remove()
  }
  const password = randomBytes(16).toString('hex')
  const url = `etcd://root:${password}@${address}`
  try {
    await start()
    await enableAuthentication(`etcd://${address}`, password)
    const version = await etcdVersion(url)
    const kill = async () => void (await running?.end('SIGKILL'))
    return { url, version, how: found.how, stop, kill, restart: () => kill().then(start) }
  } catch (error) {
    await stop()
    throw error
  }
}
