export { schemaOf, services } from './services/schema-of.js'
export type { KnownKey, Service, ServiceSchema, Takes } from './services/service-schema.js'
