import { chown, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { ServerFolder } from '../server-folder.js'

/** Where one node of Vault listens. */
export interface VaultPlace {
  readonly name: string
  readonly port: number
  readonly clusterPort: number
}

/** Certificates of a node that serves TLS at a further port, in PEM. */
export interface VaultTls {
  readonly port: number
  readonly certificate: string
  readonly key: string
  /** The authority of client certificates, which are asked for and not demanded. */
  readonly clients: string
}

/** What a node has beside its place. */
export interface VaultExtras {
  readonly plugins?: string
  readonly tls?: VaultTls | undefined
  /** All nodes of its cluster. */
  readonly all?: readonly VaultPlace[]
}

/** Makes the folder of one node, writes its configuration, and answers its command line. */
export async function vaultArguments(folder: ServerFolder, node: VaultPlace, extras: VaultExtras): Promise<string[]> {
  const { tls, plugins = '', all = [node] } = extras
  const addressOf = ({ port }: VaultPlace) => `http://127.0.0.1:${port}`
  const cluster_address = `127.0.0.1:${node.clusterPort}`
  const plain = { tcp: { address: `127.0.0.1:${node.port}`, cluster_address, tls_disable: true } }
  const path = join(folder.path, node.name)
  await mkdir(path)
  if (folder.user !== undefined) await chown(path, folder.user.uid, folder.user.gid)
  const others = all.filter((one) => one !== node)
  const raft = {
    path,
    node_id: node.name,
    performance_multiplier: 1,
    ...(others.length > 0 && { retry_join: others.map((one) => ({ leader_api_addr: addressOf(one) })) }),
  }
  const config = {
    storage: { raft },
    listener: tls === undefined ? [plain] : [plain, { tcp: await tlsListener(folder, tls) }],
    api_addr: addressOf(node),
    cluster_addr: `https://127.0.0.1:${node.clusterPort}`,
    disable_mlock: true,
    ...(plugins === '' ? {} : { plugin_directory: plugins }),
  }
  return ['server', `-config=${await folder.write(`${node.name}.json`, JSON.stringify(config))}`]
}

async function tlsListener(folder: ServerFolder, { port, certificate, key, clients }: VaultTls) {
  return {
    address: `127.0.0.1:${port}`,
    tls_cert_file: await folder.write('server.pem', certificate),
    tls_key_file: await folder.write('server.key', key),
    tls_client_ca_file: await folder.write('clients.pem', clients),
  }
}
