export { Call, type Cancellable } from './call.js'
export type { CallOptions } from './call-options.js'
export { closestName } from './closest-name.js'
export { Changes } from './config/changes.js'
export type { ConfigCapabilities, ConfigDriver } from './config/config-driver.js'
export type { ConfigEntry } from './config/config-entry.js'
export { ConfigStore } from './config/config-store.js'
export { type ServerAddress, serverAddress } from './config/server-address.js'
export { ConnectionUrl, type UrlHost } from './connection-url.js'
export { Deadlines, type Timed } from './deadlines.js'
export { decodedPart } from './decoded-part.js'
export { defineOptions, type OptionDescription, type OptionMeta, type OptionsDefinition } from './define-options.js'
export { Environment, type EnvironmentSource } from './environment.js'
export type { ErrorClass, ErrorClassifier } from './error-classifier.js'
export { type ErrorCode, errorCodes } from './error-codes.js'
export { Guard, type GuardOptions } from './guard.js'
export { importPackage } from './import-package.js'
export type { JsonObject, JsonValue } from './json.js'
export { DataKeyCache, type DataKeyCacheBounds } from './keys/data-key-cache.js'
export type { KeyService } from './keys/key-service.js'
export type { KeyWrapper, WrapContext } from './keys/key-wrapper.js'
export type { ApplySettings, MigrationDriver } from './migrations/migration-driver.js'
export type {
  MigrationObstacle,
  MigrationPart,
  MigrationPartPlan,
  MigrationPlan,
  MigrationProgress,
  MigrationReport,
  MigrationResult,
  MigrationStep,
} from './migrations/migration-plan.js'
export { type ApplyOptions, Migrator, type PlanOptions } from './migrations/migrator.js'
export { networkErrorClass } from './network-error-class.js'
export { openConfig, openMigrator, openRecords, openSecrets, openStorage } from './open.js'
export type { Operation } from './operation.js'
export { PathQueue } from './path-queue.js'
export { type PoolDescription, type PoolNumbers, PoolTelemetry } from './pool-telemetry.js'
export {
  type ContractName,
  contractVersions,
  type Opened,
  type OpenOptions,
  type Provider,
  type TableGroup,
} from './provider.js'
export {
  type ConflictReason,
  type FailedProgress,
  type InsertProgress,
  isProviderError,
  ProviderError,
  type ProviderErrorDetails,
} from './provider-error.js'
export { notePrefix, type RecordDriver, type RecordPosition, type SealedRecord } from './records/record-driver.js'
export { redactText } from './redact.js'
export { findProvider, registerProvider } from './registry.js'
export type { Secret } from './secrets/secret.js'
export type { SecretsCacheOptions, SecretsStoreOptions } from './secrets/secrets-cache-options.js'
export type { Expected, SecretsCapabilities, SecretsDriver, StoredSecret } from './secrets/secrets-driver.js'
export { type GetOptions, type PutOptions, SecretsStore } from './secrets/secrets-store.js'
export { Sensitive } from './sensitive.js'
export type { DeviceStreamOptions, InsertManyOptions } from './storage/bulk/bulk-options.js'
export type { DeviceSource } from './storage/bulk/device-reader.js'
export type { Devices } from './storage/devices.js'
export type { Domains } from './storage/domains.js'
export type { Field, Fields, FieldType } from './storage/field.js'
export type { NamedTable } from './storage/named-table.js'
export type { ProfileLinkTable } from './storage/profile-links.js'
export type { Profiles } from './storage/profiles.js'
export type {
  CiraConfig,
  CiraConfigInput,
  Device,
  DeviceInput,
  DeviceSummary,
  Domain,
  DomainInput,
  Ieee8021xHiddenFields,
  Ieee8021xProfile,
  Ieee8021xProfileInput,
  Input,
  Profile,
  ProfileHiddenFields,
  ProfileInput,
  ProfileProxyConfig,
  ProfileWirelessConfig,
  ProxyConfig,
  ProxyConfigInput,
  Versioned,
  WirelessProfile,
  WirelessProfileInput,
} from './storage/rows.js'
export type {
  CheckedRow,
  DeviceDriver,
  DomainDriver,
  FieldValue,
  LinkDriver,
  NamedDriver,
  OnDuplicate,
  Page,
  ProfileDriver,
  ProfileLinks,
  StorageDriver,
  TagMatch,
} from './storage/storage-driver.js'
export { StorageStore } from './storage/storage-store.js'
export { type TableName, tableFields } from './storage/table-fields.js'
export type { StoreOptions } from './store-options.js'
export { truthParameter } from './truth-parameter.js'
export { wholeNumberParameter } from './whole-number-parameter.js'
