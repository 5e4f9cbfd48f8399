import { freePort } from '../free-port.js'
import { NodeNetworks } from '../node-networks.js'
import type { OwnKind } from '../own-kinds.js'
import { isMissing, type MissingServer } from '../server.js'
import { serverFolder } from '../server-folder.js'
import { type NodeProgram, ServerNodes } from '../server-nodes.js'
import { until } from '../until.js'
import { zookeeperMode } from './zookeeper-at.js'
import { type ZookeeperPlace, zookeeperNode } from './zookeeper-node.js'
import { findZookeeper } from './zookeeper-program.js'

/** Milliseconds that a start, and the choice of a leader, may take on a busy machine. */
const patience = 90_000

/** An ensemble of three servers. */
export const zookeeperCluster = { find: findZookeeper } satisfies OwnKind

/** An ensemble for the caller alone. */
export interface ZookeeperCluster {
  readonly nodes: ServerNodes
  /** Where clients reach each server. */
  readonly addresses: readonly { readonly host: string; readonly port: number }[]
  /** Resolves once every server that runs accepts writes; answers the place of their leader. */
  leader(): Promise<number>
  /** Cuts a server off from the others, where the machine lets servers have networks of their own. */
  isolate?(place: number): Promise<() => Promise<void>>
}

/** Starts three servers and resolves once they accept writes. */
export async function startZookeeperCluster(): Promise<ZookeeperCluster | MissingServer> {
  const found = await findZookeeper()
  if (isMissing(found)) return found
  const folder = await serverFolder('zookeeper', 'zookeeper')
  const networks = await NodeNetworks.startWherePossible(3)
  const places = await placesOf(networks)
  const programs: NodeProgram[] = []
  for (const one of places) programs.push(await zookeeperNode(folder, found, one, places))
  const nodes = new ServerNodes(folder, programs, networks)
  const addresses = places.map(({ host, port }) => ({ host, port }))
  const cluster = {
    nodes,
    addresses,
    leader: () => leaderOf(nodes, addresses),
    ...(networks && { isolate: (place: number) => networks.isolate(place) }),
  }
  try {
    await nodes.start()
    await cluster.leader()
    return cluster
  } catch (error) {
    const log = nodes.log
    await nodes.stop()
    throw new Error(`ZooKeeper did not start: ${log}`, { cause: error })
  }
}

async function placesOf(networks: NodeNetworks | undefined) {
  const places: (ZookeeperPlace & { readonly host: string })[] = []
  for (const [place, id] of [1, 2, 3].entries()) {
    const host = networks?.addresses[place] ?? '127.0.0.1'
    places.push({ id, host, port: await freePort(), peerPort: await freePort(), electionPort: await freePort() })
  }
  return places
}

async function leaderOf(nodes: ServerNodes, addresses: ZookeeperCluster['addresses']): Promise<number> {
  return await until('a leader of ZooKeeper', patience, async () => {
    const modes = await Promise.allSettled(addresses.map(({ host, port }) => zookeeperMode(port, host)))
    const serving = modes.map((mode) => (mode.status === 'fulfilled' ? mode.value : undefined))
    // One that does not serve yet would take part in the next election with its port closed.
    const settled = serving.filter((mode) => mode !== undefined).length === nodes.running
    return settled && serving.includes('leader') ? serving.indexOf('leader') : undefined
  })
}
