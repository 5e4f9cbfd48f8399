export type {
  ConfigurationTable,
  ConfigurationTables,
  Count,
  DomainTable,
  ListedWirelessProfile,
  ProfileProxyTable,
  ProfileTable,
  ProfileWirelessTable,
  ReferencedTable,
  Tenant,
  Versioned,
} from './configuration-tables.js'
export { RpsConfig } from './rps-config.js'
export { RpsDatabase } from './rps-database.js'
export type { RpsErrorClass } from './rps-error-class.js'
export { RpsSecrets } from './rps-secrets.js'
export type { SecretsService, WriteAnswer } from './secrets-service.js'
