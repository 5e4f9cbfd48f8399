import { chown, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { freePort } from '../free-port.js'
import type { ServerFolder } from '../server-folder.js'

/** Where one server of Consul listens. */
export interface ConsulPlace {
  readonly name: string
  /** Address of the network that it is in. */
  readonly host: string
  readonly http: number
  readonly https: number
  readonly server: number
  readonly serf: number
}

/** Certificates of a server, in PEM: for clients, and between servers. */
export interface ConsulTls {
  readonly certificate: string
  readonly key: string
  /** The authority of the servers, and of clients who have to have a certificate. */
  readonly authority: string
  /** True: only clients with a certificate of that authority are let in by HTTPS. */
  readonly clientsToo?: boolean
}

/** What a server has beside its place. */
export interface ConsulExtras {
  /** The token that may do everything. */
  readonly token: string
  readonly tls?: ConsulTls | undefined
  /** All servers of its cluster. */
  readonly all?: readonly ConsulPlace[]
  /** More of its configuration: `{ limits: … }`. */
  readonly settings?: object | undefined
}

/** A place on free ports. */
export async function consulPlace(name: string, host = '127.0.0.1'): Promise<ConsulPlace> {
  const [http, https, server, serf] = [await freePort(), await freePort(), await freePort(), await freePort()]
  return { name, host, http, https, server, serf }
}

/** The folder of one server's data. */
export const consulData = (folder: ServerFolder, { name }: ConsulPlace) => join(folder.path, name)

/** Makes the folder of one server, writes its configuration, and answers its command line. */
export async function consulArguments(
  folder: ServerFolder,
  place: ConsulPlace,
  { token, tls, all = [place], settings }: ConsulExtras,
): Promise<string[]> {
  const data = consulData(folder, place)
  await mkdir(data, { recursive: true })
  if (folder.user !== undefined) await chown(data, folder.user.uid, folder.user.gid)
  const config = {
    server: true,
    node_name: place.name,
    data_dir: data,
    bind_addr: place.host,
    client_addr: place.host,
    bootstrap_expect: all.length,
    retry_join: all.filter((one) => one !== place).map(({ host, serf }) => `${host}:${serf}`),
    retry_interval: '1s',
    ports: {
      http: place.http,
      https: tls === undefined ? -1 : place.https,
      server: place.server,
      serf_lan: place.serf,
      serf_wan: -1,
      dns: -1,
      grpc: -1,
      grpc_tls: -1,
    },
    performance: { raft_multiplier: 1 },
    // A server that was away for a moment keeps its vote, so that the next fault is the only one.
    autopilot: { cleanup_dead_servers: false },
    connect: { enabled: false },
    disable_update_check: true,
    log_level: 'WARN',
    acl: { enabled: true, default_policy: 'deny', tokens: { initial_management: token, agent: token } },
    ...(tls && { tls: await tlsSettings(folder, place, tls) }),
    ...settings,
  }
  return ['agent', `-config-file=${await folder.write(`${place.name}.json`, JSON.stringify(config))}`]
}

async function tlsSettings(
  folder: ServerFolder,
  { name }: ConsulPlace,
  { certificate, key, authority, clientsToo }: ConsulTls,
) {
  return {
    defaults: {
      ca_file: await folder.write(`${name}-ca.pem`, authority),
      cert_file: await folder.write(`${name}.pem`, certificate),
      key_file: await folder.write(`${name}.key`, key),
    },
    https: { verify_incoming: clientsToo === true },
    internal_rpc: { verify_incoming: true, verify_server_hostname: true },
  }
}
