import { consulCluster } from './consul/consul-cluster.js'
import { ownConsul } from './consul/start-consul.js'
import { ownEtcd, ownEtcdOfLine } from './etcd/etcd.js'
import { galera } from './galera/galera.js'
import { patroni } from './patroni/patroni.js'
import { pgbouncer } from './pgbouncer/pgbouncer.js'
import type { MissingServer } from './server.js'
import { ownVault } from './vault/start-vault.js'
import { vaultCluster } from './vault/vault-cluster.js'
import { zookeeperCluster } from './zookeeper/zookeeper-cluster.js'

/** The programs of a server. */
export interface ServerPrograms {
  version: string
  how: string
}

/** A kind of server that each test starts for itself, since it breaks it or sets it up in its own way. */
export interface OwnKind {
  /** Looks for the programs, or installs them; starts nothing. */
  find(): Promise<ServerPrograms | MissingServer>
  /** Not required by CI. */
  readonly scarce?: boolean
}

/** Every kind of server that tests start for themselves. */
export const ownKinds = {
  galera,
  patroni,
  pgbouncer,
  'etcd-cluster': ownEtcd,
  'etcd-3.5-cluster': ownEtcdOfLine('3.5'),
  'etcd-3.6-cluster': ownEtcdOfLine('3.6'),
  'etcd-3.7-cluster': ownEtcdOfLine('3.7'),
  'zookeeper-cluster': zookeeperCluster,
  'own-consul': ownConsul,
  'consul-cluster': consulCluster,
  'own-vault': ownVault,
  'vault-cluster': vaultCluster,
} satisfies Record<string, OwnKind>

/** The name of such a kind. */
export type OwnKindName = keyof typeof ownKinds
