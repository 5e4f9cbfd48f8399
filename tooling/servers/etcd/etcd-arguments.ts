import { join } from 'node:path'

/** Where one node of etcd listens. */
export interface EtcdPlace {
  readonly name: string
  /** Default: loopback. */
  readonly host?: string
  readonly port: number
  readonly peerPort: number
  /** Clients come by TLS and with a certificate; only administrators of the tests come without, to a port of their own. */
  readonly tls?: EtcdTls
}

/** Files in PEM, and the port on which etcd goes without them. */
export interface EtcdTls {
  readonly ca: string
  readonly cert: string
  readonly key: string
  readonly plainPort: number
}

/** Command line of one node, whose data is in a folder of its name below this one. `all` are the cluster's. */
export function etcdArguments(folder: string, node: EtcdPlace, all: readonly EtcdPlace[] = [node]): string[] {
  const hostOf = ({ host = '127.0.0.1' }: EtcdPlace) => host
  const peerOf = (one: EtcdPlace) => `http://${hostOf(one)}:${one.peerPort}`
  const { tls } = node
  const client = `${tls ? 'https' : 'http'}://${hostOf(node)}:${node.port}`
  const named = Object.entries({
    name: node.name,
    'data-dir': join(folder, node.name),
    'listen-client-urls': tls ? `${client},http://${hostOf(node)}:${tls.plainPort}` : client,
    'advertise-client-urls': client,
    'listen-peer-urls': peerOf(node),
    'initial-advertise-peer-urls': peerOf(node),
    'initial-cluster': all.map((one) => `${one.name}=${peerOf(one)}`).join(','),
    ...(tls && { 'cert-file': tls.cert, 'key-file': tls.key, 'trusted-ca-file': tls.ca }),
  }).flatMap(([name, value]) => [`--${name}`, value])
  return tls ? [...named, '--client-cert-auth'] : named
}
