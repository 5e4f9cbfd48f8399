import { randomBytes } from 'node:crypto'
import { freePort } from '../free-port.js'
import { initialise, serverArguments } from '../mariadb/data-folder.js'
import { mariadbAt } from '../mariadb/mariadb-at.js'
import { MariadbProcess } from '../mariadb/mariadb-process.js'
import { administrator } from '../mariadb/mariadb-server.js'
import { isMissing, type MissingServer } from '../server.js'
import { type ServerFolder, serverFolder } from '../server-folder.js'
import { until } from '../until.js'
import { type GaleraPrograms, galera } from './galera.js'

/** Nodes of a cluster: with fewer no majority is left when one is lost. */
const size = 3

/** Milliseconds that nodes may take to agree. */
const agreement = 60_000

/** One server of a cluster. */
export interface GaleraNode {
  /** Administrator URL. */
  readonly url: string
  /** SIGKILL: the others notice after some seconds. */
  kill(): Promise<void>
  /** Starts it again; resolves once it is part of the cluster. */
  rejoin(): Promise<void>
  /** Cuts it off from the others, or lets it talk to them again. */
  isolate(yes: boolean): Promise<void>
}

/** A cluster of three servers for the caller alone. */
export interface GaleraCluster {
  readonly nodes: readonly GaleraNode[]
  /** Resolves once so many nodes say that they are together, and take statements. */
  together(count: number): Promise<void>
  stop(): Promise<void>
}

/** Starts a cluster, and resolves once its nodes are together. */
export async function startGalera(): Promise<GaleraCluster | MissingServer> {
  const programs = await galera.find()
  if (isMissing(programs)) return programs
  const folder = await serverFolder('galera', 'mysql')
  const password = randomBytes(16).toString('hex')
  const places = await Promise.all(Array.from({ length: size }, () => placeOf()))
  const pids = new Map<number, number | undefined>()
  const processes = places.map((place, index) => {
    const watch = (pid: number | undefined) => {
      pids.set(index, pid)
      folder.guard.watch(...pids.values())
    }
    const args = [
      ...serverArguments(folder.path, `node${index + 1}`, place.port),
      ...clusterArguments(programs, places, place),
    ]
    return { process: new MariadbProcess(folder, programs.server, args, watch), url: urlOf(place.port, password) }
  })
  const stop = async () => {
    await Promise.all(processes.map(({ process }) => process.end('SIGKILL')))
    await folder.remove()
  }
  try {
    await startAll(programs, folder, processes, password)
  } catch (error) {
    await stop()
    throw error
  }
  return {
    nodes: processes.map(nodeOf),
    together: (count) =>
      together(
        processes.map(({ url }) => url),
        count,
      ),
    stop,
  }
}

interface Place {
  readonly port: number
  readonly group: number
  readonly state: number
  readonly transfer: number
}

interface Member {
  readonly process: MariadbProcess
  readonly url: string
}

async function placeOf(): Promise<Place> {
  return { port: await freePort(), group: await freePort(), state: await freePort(), transfer: await freePort() }
}

const urlOf = (port: number, password: string) => `mariadb://admin:${password}@127.0.0.1:${port}/dmt`

async function startAll(
  { install }: GaleraPrograms,
  folder: ServerFolder,
  [first, ...others]: readonly Member[],
  password: string,
): Promise<void> {
  for (let index = 1; index <= size; index++) await initialise(install, folder, `node${index}`)
  if (first === undefined) return
  const initFile = await administrator(folder, password)
  await first.process.start(first.url, ['--wsrep-new-cluster', `--init-file=${initFile}`])
  for (const { process, url } of others) await process.start(url)
  await together(
    [first, ...others].map(({ url }) => url),
    size,
  )
}

function nodeOf({ process, url }: Member): GaleraNode {
  return {
    url,
    kill: () => process.end('SIGKILL'),
    async rejoin() {
      await process.start(url)
      await until('the node', agreement, async () => ((await status(url, 'wsrep_ready')) === 'ON' ? true : undefined))
    },
    isolate: async (yes) => {
      await mariadbAt(url, `set global wsrep_provider_options = 'gmcast.isolate=${Number(yes)}'`)
    },
  }
}

async function together(urls: readonly string[], count: number): Promise<void> {
  await until('the cluster', agreement, async () => {
    const members = await Promise.all(urls.map((url) => isMember(url, count).catch(() => false)))
    return members.filter((one) => one).length >= count ? true : undefined
  })
}

/** A node counts the others before it has caught up with them, and refuses statements until then. */
async function isMember(url: string, count: number): Promise<boolean> {
  return (await status(url, 'wsrep_cluster_size')) === String(count) && (await status(url, 'wsrep_ready')) === 'ON'
}

async function status(url: string, name: string): Promise<string> {
  const [row] = await mariadbAt(url, `show status like '${name}'`)
  return String(row?.Value)
}

function clusterArguments({ library }: GaleraPrograms, places: readonly Place[], own: Place): string[] {
  const group = places.map((place) => `127.0.0.1:${place.group}`).join(',')
  const provider = {
    'gmcast.listen_addr': `tcp://127.0.0.1:${own.group}`,
    'ist.recv_addr': `127.0.0.1:${own.state}`,
    base_port: own.group,
  }
  return [
    '--wsrep-on=ON',
    `--wsrep-provider=${library}`,
    `--wsrep-cluster-address=gcomm://${group}`,
    `--wsrep-node-address=127.0.0.1:${own.group}`,
    `--wsrep-provider-options=${Object.entries(provider)
      .map(([name, value]) => `${name}=${value}`)
      .join(';')}`,
    '--wsrep-sst-method=rsync',
    `--wsrep-sst-receive-address=127.0.0.1:${own.transfer}`,
    '--binlog-format=ROW',
    '--innodb-autoinc-lock-mode=2',
  ]
}
