import { randomUUID } from 'node:crypto'
import { authority } from '../../fixtures/certificates.js'
import { NodeNetworks } from '../node-networks.js'
import type { OwnKind } from '../own-kinds.js'
import { isMissing, type MissingServer } from '../server.js'
import { type ServerFolder, serverFolder } from '../server-folder.js'
import { ServerNodes } from '../server-nodes.js'
import { until } from '../until.js'
import { type ConsulPlace, consulArguments, consulPlace } from './consul-arguments.js'
import { consulAt, consulToken } from './consul-at.js'
import { findConsul } from './consul-program.js'

/** Milliseconds that a start, and the choice of a leader, may take on a busy machine. */
const patience = 60_000

/** Three servers of Consul, which let nobody in without a token and speak TLS. */
export const consulCluster = { find: findConsul } satisfies OwnKind

/** A cluster for the caller alone. */
export interface ConsulCluster {
  readonly nodes: ServerNodes
  /** Where each server speaks HTTPS. */
  readonly addresses: readonly { readonly host: string; readonly port: number }[]
  /** File in PEM with the authority of their certificates. */
  readonly ca: string
  /** The token that may do everything, and one that may read and write below `dmt/`. */
  readonly administrator: string
  readonly token: string
  /** Cuts a server off from the others, where the machine lets nodes have networks of their own. */
  isolate?(place: number): Promise<() => Promise<void>>
  /** Takes the second one's right to read and write, and gives it back. */
  readonly rights: { revoke(): Promise<void>; grant(): Promise<void> }
  /** Administrator URL of each server, by plain HTTP. */
  readonly urls: readonly string[]
  /** Resolves once the servers that run accept writes; answers the place of their leader. */
  leader(): Promise<number>
}

/** Starts three servers and resolves once they accept writes. `settings` are more of their configuration. */
export async function startConsulCluster(settings?: object): Promise<ConsulCluster | MissingServer> {
  const found = await findConsul()
  if (isMissing(found)) return found
  const folder = await serverFolder('consul', 'consul')
  const places: ConsulPlace[] = []
  const networks = await NodeNetworks.startWherePossible(3)
  for (const [place, name] of ['one', 'two', 'three'].entries())
    places.push(await consulPlace(name, networks?.addresses[place]))
  const token = randomUUID()
  const { ca, args } = await configured(folder, places, { token, settings })
  const nodes = new ServerNodes(
    folder,
    places.map(({ https }, place) => ({ program: found.program, args: args[place] ?? [], port: https })),
    networks,
  )
  const urls = places.map(({ host, http }) => `consul://${host}:${http}?token=${token}`)
  const leader = () => leaderOf(places, urls, nodes)
  try {
    await nodes.start()
    await leader()
    const addresses = places.map(({ host, https }) => ({ host, port: https }))
    const isolated = networks && { isolate: (place: number) => networks.isolate(place) }
    const service = await limited(urls)
    return { nodes, addresses, ca, administrator: token, urls, leader, ...isolated, ...service }
  } catch (error) {
    const log = nodes.log
    await nodes.stop()
    throw new Error(`Consul did not start: ${log}`, { cause: error })
  }
}

/** A token whose policy is taken from it and given back. */
async function limited([url = '']: readonly string[]) {
  const { token, accessor, policy } = await consulToken(url, 'key_prefix "dmt/" { policy = "write" }')
  const policies = async (...names: string[]) => {
    await consulAt(url, 'PUT', `acl/token/${accessor}`, { Policies: names.map((Name) => ({ Name })) })
  }
  return { token, rights: { revoke: () => policies(), grant: () => policies(policy) } }
}

async function configured(
  folder: ServerFolder,
  places: readonly ConsulPlace[],
  extras: { token: string; settings: object | undefined },
) {
  const trusted = await authority('Trusted')
  const { certificate, key } = await trusted.issue({
    name: 'server.dc1.consul',
    hosts: [
      // The name that servers ask each other for.
      { type: 'dns', value: 'server.dc1.consul' },
      { type: 'dns', value: 'localhost' },
      ...places.map(({ host }) => ({ type: 'ip', value: host }) as const),
    ],
  })
  const tls = { certificate, key, authority: trusted.certificate }
  const args = places.map((place) => consulArguments(folder, place, { ...extras, tls, all: places }))
  return { ca: await folder.write('authority.pem', trusted.certificate), args: await Promise.all(args) }
}

async function leaderOf(places: readonly ConsulPlace[], urls: readonly string[], nodes: ServerNodes): Promise<number> {
  return await until('a leader of Consul', patience, async () => {
    const told = await Promise.allSettled(urls.map((url) => consulAt(url, 'GET', 'status/leader')))
    const place = places.findIndex(({ host, server }, own) => {
      const answer = told[own]
      return answer?.status === 'fulfilled' && answer.value === `${host}:${server}`
    })
    if (place === -1 || nodes.running === 0) return undefined
    await consulAt(urls[place] ?? '', 'PUT', 'kv/leader', '')
    return place
  })
}
