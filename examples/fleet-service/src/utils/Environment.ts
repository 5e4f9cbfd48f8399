import type { ServiceConfig } from '../startup/service-config.js'

/**
 * Where the service keeps its settings, as MPS and RPS do. Name, place and shape matter: a provider finds this module
 * at `dist/utils/Environment.js`, beside the program that was started.
 */
export const Environment: { Config: ServiceConfig } = {
  // Filled by main() before any provider is loaded.
  Config: Object.create(null),
}
