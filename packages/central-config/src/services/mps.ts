import type { ServiceSchema } from './service-schema.js'

/** What MPS reads. */
export const mps: ServiceSchema = {
  service: 'mps',
  takes: { by: 'file', variable: 'MPS_CONFIG', ownFile: '.mpsrc', prefix: 'MPS_' },
  keys: [],
}
