import { azureKeyVault } from './azure-key-vault/azure-key-vault.js'
import { consul } from './consul/consul.js'
import { etcd, etcdOfLine } from './etcd/etcd.js'
import { mariadb } from './mariadb/mariadb.js'
import { moto } from './moto/moto.js'
import { mssql } from './mssql/mssql.js'
import { mysql } from './mysql/mysql.js'
import { postgres } from './postgres/postgres.js'
import type { ServerKind } from './server.js'
import { vault } from './vault/vault.js'
import { zookeeper } from './zookeeper/zookeeper.js'

/** Every kind of server that tests can ask for. */
export const kinds = {
  postgres,
  mariadb,
  mysql,
  mssql,
  etcd,
  'etcd-3.5': etcdOfLine('3.5'),
  'etcd-3.6': etcdOfLine('3.6'),
  'etcd-3.7': etcdOfLine('3.7'),
  consul,
  zookeeper,
  vault,
  moto,
  'azure-key-vault': azureKeyVault,
} satisfies Record<string, ServerKind>

/** The name of a kind of server. */
export type KindName = keyof typeof kinds

/** True for the name of a kind in this registry. */
export const isKindName = (name: string): name is KindName => Object.hasOwn(kinds, name)
