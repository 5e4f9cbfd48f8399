import { freePort } from '../free-port.js'
import type { OwnKind } from '../own-kinds.js'
import { isMissing, type MissingServer } from '../server.js'
import { serverFolder } from '../server-folder.js'
import { ServerNodes } from '../server-nodes.js'
import { until } from '../until.js'
import { type EtcdPlace, etcdArguments } from './etcd-arguments.js'
import { base64, etcdAt } from './etcd-at.js'
import { findEtcd } from './etcd-program.js'

/** Milliseconds that a start, and the choice of a leader, may take on a busy machine. */
const patience = 60_000

/** Three nodes of etcd without passwords. */
export const etcdCluster = { find: findEtcd } satisfies OwnKind

/** A cluster for the caller alone. */
export interface EtcdCluster {
  readonly nodes: ServerNodes
  /** Where clients reach each node. */
  readonly addresses: readonly { readonly host: string; readonly port: number }[]
  /** Resolves once the nodes that run accept writes; answers the place of their leader. */
  leader(): Promise<number>
  /** Drops the history of changes. */
  compact(): Promise<void>
}

/** Starts three nodes and resolves once they accept writes. */
export async function startEtcdCluster(): Promise<EtcdCluster | MissingServer> {
  const found = await findEtcd()
  if (isMissing(found)) return found
  const folder = await serverFolder('etcd', 'etcd')
  const places: EtcdPlace[] = []
  for (const name of ['one', 'two', 'three']) places.push({ name, port: await freePort(), peerPort: await freePort() })
  const nodes = new ServerNodes(
    folder,
    places.map((one) => ({ program: found.program, args: etcdArguments(folder.path, one, places), port: one.port })),
  )
  const urls = places.map(({ port }) => `etcd://127.0.0.1:${port}`)
  const addresses = places.map(({ port }) => ({ host: '127.0.0.1', port }))
  const cluster = { nodes, addresses, leader: () => leaderOf(urls), compact: () => compact(urls) }
  try {
    await nodes.start()
    await cluster.leader()
    return cluster
  } catch (error) {
    const log = nodes.log
    await nodes.stop()
    throw new Error(`etcd did not start: ${log}`, { cause: error })
  }
}

async function leaderOf(urls: readonly string[]): Promise<number> {
  return await until('a leader of etcd', patience, async () => {
    const answers = await Promise.allSettled(urls.map((url) => etcdAt(url, 'maintenance/status')))
    const place = answers.findIndex(
      (one) => one.status === 'fulfilled' && idOf(one.value.header) === String(one.value.leader),
    )
    if (place === -1) return undefined
    await etcdAt(urls[place] ?? '', 'kv/put', { key: base64('leader'), value: '' })
    return place
  })
}

async function compact(urls: readonly string[]): Promise<void> {
  await until('a compaction', patience, async () => {
    for (const url of urls) {
      const status = await etcdAt(url, 'maintenance/status').catch(() => undefined)
      if (status === undefined) continue
      const revision = Object.assign({ revision: '' }, status.header).revision
      await etcdAt(url, 'kv/compaction', { revision, physical: true })
      return true
    }
    return undefined
  })
}

const idOf = (header: unknown) => String(Object.assign({ member_id: '' }, header).member_id)
