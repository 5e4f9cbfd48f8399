import type { ServiceSchema } from './service-schema.js'

/** What RPS reads. */
export const rps: ServiceSchema = {
  service: 'rps',
  takes: { by: 'file', variable: 'RPS_CONFIG', ownFile: '.rpsrc', prefix: 'RPS_' },
  keys: [],
}
