import type { ContractName } from './provider.js'

/** Databases keep storage and sealed records alike, and are migrated for both. */
const databases = {
  postgres: '@dmt-providers/postgres',
  postgresql: '@dmt-providers/postgres',
  pglite: '@dmt-providers/postgres',
  mariadb: '@dmt-providers/mariadb',
  mysql: '@dmt-providers/mariadb',
  mssql: '@dmt-providers/mssql',
  sqlserver: '@dmt-providers/mssql',
  ado: '@dmt-providers/mssql',
}

/** Which package serves which URL schemes, so that a package is imported only when a URL asks for it. */
export const knownPackages: Readonly<Record<ContractName, Readonly<Record<string, string>>>> = {
  storage: databases,
  secrets: {
    'vault+https': '@dmt-providers/vault',
    'vault+http': '@dmt-providers/vault',
    'azure-key-vault': '@dmt-providers/azure-key-vault',
    'aws-secrets-manager': '@dmt-providers/aws-secrets-manager',
    'envelope+*': '@dmt-providers/envelope',
  },
  config: {
    consul: '@dmt-providers/consul',
    'consul+tls': '@dmt-providers/consul',
    etcd: '@dmt-providers/etcd',
    'etcd+tls': '@dmt-providers/etcd',
    zookeeper: '@dmt-providers/zookeeper',
    'zookeeper+tls': '@dmt-providers/zookeeper',
    file: '@dmt-providers/file',
  },
  records: databases,
  migrations: databases,
}
