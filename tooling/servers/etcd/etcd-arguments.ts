import { join } from 'node:path'

/** Where one node of etcd listens. */
export interface EtcdPlace {
  readonly name: string
  readonly port: number
  readonly peerPort: number
}

/** Command line of one node, whose data is in a folder of its name below this one. `all` are the cluster's. */
export function etcdArguments(folder: string, node: EtcdPlace, all: readonly EtcdPlace[] = [node]): string[] {
  const client = `http://127.0.0.1:${node.port}`
  const peerOf = ({ peerPort }: EtcdPlace) => `http://127.0.0.1:${peerPort}`
  return Object.entries({
    name: node.name,
    'data-dir': join(folder, node.name),
    'listen-client-urls': client,
    'advertise-client-urls': client,
    'listen-peer-urls': peerOf(node),
    'initial-advertise-peer-urls': peerOf(node),
    'initial-cluster': all.map((one) => `${one.name}=${peerOf(one)}`).join(','),
  }).flatMap(([name, value]) => [`--${name}`, value])
}
