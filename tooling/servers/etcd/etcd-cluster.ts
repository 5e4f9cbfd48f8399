import { randomBytes } from 'node:crypto'
import { authority } from '../../fixtures/certificates.js'
import { freePort } from '../free-port.js'
import { NodeNetworks } from '../node-networks.js'
import { isMissing, type MissingServer } from '../server.js'
import { type ServerFolder, serverFolder } from '../server-folder.js'
import { ServerNodes } from '../server-nodes.js'
import { until } from '../until.js'
import { type EtcdPlace, type EtcdTls, etcdArguments } from './etcd-arguments.js'
import { base64, enableAuthentication, etcdAt, grantPrefix } from './etcd-at.js'
import type { EtcdProgram } from './etcd-program.js'

/** Milliseconds that a start, and the choice of a leader, may take on a busy machine. */
const patience = 60_000

/** A user, and the password. */
interface User {
  readonly user: string
  readonly password: string
}

/** A cluster for the caller alone, which clients reach by TLS, with a certificate, a name and a password. */
export interface EtcdCluster {
  readonly nodes: ServerNodes
  /** Where clients reach each node. */
  readonly addresses: readonly { readonly host: string; readonly port: number }[]
  /** URL of each node for {@link etcdAt}, as an administrator and without TLS. */
  readonly urls: readonly string[]
  /** Files in PEM with the authority, and with a certificate for clients and its key. */
  readonly files: { readonly ca: string; readonly cert: string; readonly key: string }
  /** May do everything. */
  readonly administrator: User
  /** May read and write what begins with `dmt/`. */
  readonly service: User
  /** Resolves once the nodes that run accept writes; answers the place of their leader. */
  leader(): Promise<number>
  /** Drops the history of changes. */
  compact(): Promise<void>
  /** Cuts a node off from the others, where the machine lets nodes have networks of their own. */
  isolate?(place: number): Promise<() => Promise<void>>
  /** What the service may do. */
  readonly rights: { revoke(): Promise<void>; grant(): Promise<void> }
}

/** Starts three nodes and resolves once they accept writes. */
export async function startEtcdCluster(
  find: () => Promise<EtcdProgram | MissingServer>,
  extra: readonly string[] = [],
): Promise<EtcdCluster | MissingServer> {
  const found = await find()
  if (isMissing(found)) return found
  const folder = await serverFolder('etcd', 'etcd')
  const networks = await NodeNetworks.startWherePossible(3)
  const { files, server } = await certificates(folder, networks?.addresses ?? ['127.0.0.1'])
  const places = await placesOf(server, networks)
  const programs = places.map((one) => ({
    program: found.program,
    args: [...etcdArguments(folder.path, one, places), '--bcrypt-cost', '4', ...extra],
    port: one.port,
  }))
  const nodes = new ServerNodes(folder, programs, networks)
  try {
    await nodes.start()
    return { nodes, files, ...(networks && { isolate: (place) => networks.isolate(place) }), ...(await ready(places)) }
  } catch (error) {
    const log = nodes.log
    await nodes.stop()
    throw new Error(`etcd did not start: ${log}`, { cause: error })
  }
}

/** Makes the users, once there is a leader, and what is done as one of them. */
async function ready(places: readonly (EtcdPlace & { tls: EtcdTls })[]) {
  const secret = () => randomBytes(16).toString('hex')
  const administrator = { user: 'root', password: secret() }
  const service = { user: 'service', password: secret() }
  const open = places.map(({ host, tls }) => `etcd://${host}:${tls.plainPort}`)
  await leaderOf(open)
  const [first = ''] = open
  await grantPrefix(first, { ...service, role: 'dmt', prefix: 'dmt/' })
  await enableAuthentication(first, administrator.password)
  const urls = open.map((url) => url.replace('//', `//root:${administrator.password}@`))
  const change = async (verb: 'grant' | 'revoke') =>
    void (await anyOf(urls, (url) => etcdAt(url, `auth/user/${verb}`, roleOf(verb, service.user))))
  return {
    addresses: places.map(({ host = '', port }) => ({ host, port })),
    urls,
    administrator,
    service,
    leader: () => leaderOf(urls),
    compact: () => compact(urls),
    rights: { revoke: () => change('revoke'), grant: () => change('grant') },
  }
}

/** The fields have other names in the two requests. Source: etcd, api/etcdserverpb/rpc.proto. */
const roleOf = (verb: 'grant' | 'revoke', user: string) =>
  verb === 'grant' ? { user, role: 'dmt' } : { name: user, role: 'dmt' }

async function placesOf(server: Omit<EtcdTls, 'plainPort'>, networks: NodeNetworks | undefined) {
  const places: (EtcdPlace & { tls: EtcdTls })[] = []
  for (const [place, name] of ['one', 'two', 'three'].entries()) {
    const tls = { ...server, plainPort: await freePort() }
    const host = networks?.addresses[place] ?? '127.0.0.1'
    places.push({ name, host, port: await freePort(), peerPort: await freePort(), tls })
  }
  return places
}

async function certificates(folder: ServerFolder, addresses: readonly string[]) {
  const trusted = await authority('Trusted')
  const hosts = addresses.map((value) => ({ type: 'ip', value }) as const)
  const [server, client] = await Promise.all([
    trusted.issue({ name: 'server', hosts: [{ type: 'dns', value: 'localhost' }, ...hosts] }),
    trusted.issue({ name: 'client', hosts: [] }),
  ])
  const ca = await folder.write('ca.pem', trusted.certificate)
  const files = {
    ca,
    cert: await folder.write('client.pem', client.certificate),
    key: await folder.write('client.key', client.key),
  }
  const cert = await folder.write('server.pem', server.certificate)
  return { files, server: { ca, cert, key: await folder.write('server.key', server.key) } }
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
  await anyOf(urls, async (url) => {
    const status = await etcdAt(url, 'maintenance/status')
    const revision = Object.assign({ revision: '' }, status.header).revision
    return await etcdAt(url, 'kv/compaction', { revision, physical: true })
  })
}

/** What the first node answers that is there and well. */
async function anyOf<T extends object>(urls: readonly string[], ask: (url: string) => Promise<T>): Promise<T> {
  return await until('an answer of etcd', patience, async () => {
    const refused: unknown[] = []
    for (const url of urls) {
      try {
        return await ask(url)
      } catch (error) {
        refused.push(error)
      }
    }
    throw new AggregateError(refused)
  })
}

const idOf = (header: unknown) => String(Object.assign({ member_id: '' }, header).member_id)
