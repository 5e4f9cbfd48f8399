import { freePort } from '../free-port.js'
import { isMissing, type MissingServer, type OwnServer } from '../server.js'
import { serverFolder } from '../server-folder.js'
import { ServerNodes } from '../server-nodes.js'
import { until } from '../until.js'
import { zookeeperMode } from './zookeeper-at.js'
import { zookeeperNode } from './zookeeper-node.js'
import type { ZookeeperProgram } from './zookeeper-program.js'

/** Milliseconds that a server may take to answer. */
const startDeadline = 60_000

/** Serves ZooKeeper alone on a free loopback port, with its data in a temporary folder. */
export async function startZookeeper(
  find: () => Promise<ZookeeperProgram | MissingServer>,
): Promise<OwnServer | MissingServer> {
  const found = await find()
  if (isMissing(found)) return found
  const folder = await serverFolder('zookeeper', 'zookeeper')
  const place = { id: 1, port: await freePort(), peerPort: 0, electionPort: 0 }
  const nodes = new ServerNodes(folder, [await zookeeperNode(folder, found, place)])
  const start = async () => {
    await nodes.start()
    await until('ZooKeeper', startDeadline, () => zookeeperMode(place.port)).catch((error: unknown) => {
      throw new Error(`ZooKeeper did not start: ${nodes.log}`, { cause: error })
    })
  }
  const stop = () => nodes.stop()
  try {
    await start()
  } catch (error) {
    await stop()
    throw error
  }
  const { version, how } = found
  const kill = () => nodes.kill(0)
  return { url: `zookeeper://127.0.0.1:${place.port}`, version, how, stop, kill, restart: () => kill().then(start) }
}
