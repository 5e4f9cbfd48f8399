import type { ServiceSchema } from './service-schema.js'

/** What mps-router reads. */
export const router: ServiceSchema = {
  service: 'router',
  takes: { by: 'environment' },
  keys: [],
}
