import { createHash } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runCommand } from '../run-command.js'
import type { ServerFolder } from '../server-folder.js'
import type { NodeProgram } from '../server-nodes.js'
import type { ZookeeperProgram } from './zookeeper-program.js'

/** Where one server of an ensemble listens. */
export interface ZookeeperPlace {
  readonly id: number
  /** Default: loopback. */
  readonly host?: string
  readonly port: number
  readonly peerPort: number
  readonly electionPort: number
}

/** Milliseconds of a tick: a session may be as short as two of them. */
const tick = 500

/** Milliseconds until a server that is away is passed over in an election; by default five seconds, several times. */
const fastElection = '-Dzookeeper.cnxTimeout=500'

/** A user who may do everything everywhere, on every server. */
export const superUser = { user: 'super', password: 'Super-Password-1' } as const

/** What the scheme `digest` keeps of a password. */
export const digestOf = ({ user, password }: { readonly user: string; readonly password: string }) =>
  `${user}:${createHash('sha1').update(`${user}:${password}`).digest('base64')}`

/**
 * How one server is run; alone unless there are several, with `more` settings. Source: ZooKeeper Administrator's Guide.
 */
export async function zookeeperNode(
  folder: ServerFolder,
  { java, classPath }: ZookeeperProgram,
  node: ZookeeperPlace,
  all: readonly ZookeeperPlace[] = [],
  more: Readonly<Record<string, string | number>> = {},
): Promise<NodeProgram> {
  const data = join(folder.path, `data-${node.id}`)
  await mkdir(data)
  await writeFile(join(data, 'myid'), String(node.id))
  if (folder.user !== undefined) await runCommand('chown', ['-R', `${folder.user.uid}:${folder.user.gid}`, data])
  const settings = Object.entries({
    tickTime: tick,
    initLimit: 20,
    syncLimit: 4,
    dataDir: data,
    clientPort: node.port,
    clientPortAddress: hostOf(node),
    maxClientCnxns: 0,
    'admin.enableServer': false,
    '4lw.commands.whitelist': '*',
    // Data that nobody needs after the run.
    forceSync: 'no',
    'DigestAuthenticationProvider.superDigest': digestOf(superUser),
    ...more,
  })
  const servers = all.map((one) => [`server.${one.id}`, `${hostOf(one)}:${one.peerPort}:${one.electionPort}`] as const)
  const text = [...settings, ...servers].map(([name, value]) => `${name}=${value}\n`).join('')
  const file = await folder.write(`server-${node.id}.cfg`, text)
  const args = ['-Xmx128m', fastElection, '-cp', classPath, 'org.apache.zookeeper.server.quorum.QuorumPeerMain', file]
  return { program: java, args, port: node.port }
}

const hostOf = ({ host = '127.0.0.1' }: ZookeeperPlace) => host
