export { CaseContext, type ClosableStore } from './case-context.js'
export type { CaseResult } from './case-result.js'
export { configCases } from './config/config-cases.js'
export { type ConfigCase, ConfigContext } from './config/config-context.js'
export type { CaseGroup, ConformanceCase } from './conformance-case.js'
export { differentialSequence, type SequenceOptions } from './differential/differential-sequence.js'
export type { DifferentialStep, StepTable, StepVersion } from './differential/differential-step.js'
export { type Outcome, replay } from './differential/replay.js'
export { type Address, FaultProxy } from './fault-proxy.js'
export type {
  ConfigHarness,
  ConfigRaw,
  Endpoint,
  Harness,
  SecretsHarness,
  SecretsRaw,
  Situation,
  StorageHarness,
  StorageRaw,
} from './harness.js'
export { nastyStrings, refusedStrings } from './nasty-strings.js'
export type { Need } from './need.js'
export { createReferenceConfig, ReferenceNotebook } from './reference/reference-config.js'
export { ReferenceRows } from './reference/reference-rows.js'
export { createReferenceSecrets, ReferenceVault } from './reference/reference-secrets.js'
export { createReferenceStorage } from './reference/reference-storage.js'
export { type RunOptions, runConformance } from './run-conformance.js'
export { secretsCases } from './secrets/secrets-cases.js'
export { type SecretsCase, SecretsContext } from './secrets/secrets-context.js'
export { storageCases } from './storage/storage-cases.js'
export { type StorageCase, StorageContext } from './storage/storage-context.js'
