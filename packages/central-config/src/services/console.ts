import type { ServiceSchema } from './service-schema.js'

/** What Console reads. */
export const console: ServiceSchema = {
  service: 'console',
  takes: { by: 'environment' },
  keys: [],
}
