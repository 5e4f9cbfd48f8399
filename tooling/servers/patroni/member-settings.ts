import { join } from 'node:path'

/** Where a member of the cluster is. */
export interface MemberPlace {
  readonly name: string
  readonly folder: string
  readonly port: number
  /** Port of Patroni's own interface. */
  readonly restPort: number
}

/** What the members have in common. */
export interface ClusterPlace {
  readonly etcdPort: number
  readonly bin: string
  readonly password: string
}

/**
 * Seconds after which a primary that is silent has lost its role, between two looks, and until etcd counts as away. The
 * first is below what Patroni advises, since nothing here is slow; releases that refuse so little take their own least.
 */
const timing = { ttl: 5, loop_wait: 1, retry_timeout: 2 }

/**
 * Patroni's settings of a member, in JSON, which is YAML too. Replication is synchronous: an acknowledged write is on
 * both servers, so that no fail-over may lose one by itself. Source: Patroni's documentation, "YAML Configuration
 * Settings" and "Replication modes".
 */
export function memberSettings(cluster: ClusterPlace, { name, folder, port, restPort }: MemberPlace): string {
  const rest = `127.0.0.1:${restPort}`
  const { password } = cluster
  return JSON.stringify({
    scope: 'dmt',
    name,
    restapi: { listen: rest, connect_address: rest },
    etcd3: { host: `127.0.0.1:${cluster.etcdPort}` },
    bootstrap: {
      dcs: {
        ...timing,
        synchronous_mode: true,
        postgresql: { use_pg_rewind: false, parameters: { max_connections: 200, wal_keep_size: 64 } },
      },
      initdb: [{ encoding: 'UTF8' }, { locale: 'C.UTF-8' }, 'no-sync'],
    },
    postgresql: {
      listen: `127.0.0.1:${port}`,
      connect_address: `127.0.0.1:${port}`,
      data_dir: join(folder, name),
      bin_dir: cluster.bin,
      pgpass: join(folder, `${name}.pgpass`),
      authentication: {
        superuser: { username: 'postgres', password },
        replication: { username: 'replicator', password },
      },
      parameters: { unix_socket_directories: '', fsync: 'off', full_page_writes: 'off' },
      pg_hba: ['host all all 127.0.0.1/32 scram-sha-256', 'host replication replicator 127.0.0.1/32 scram-sha-256'],
      basebackup: { checkpoint: 'fast', 'no-sync': '' },
      // What the killed primary wrote and its successor never had: nobody was told that it was written.
      remove_data_directory_on_diverged_timelines: true,
      remove_data_directory_on_rewind_failure: true,
    },
  })
}
