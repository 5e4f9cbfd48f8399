import { console } from './console.js'
import { mps } from './mps.js'
import { router } from './router.js'
import { rps } from './rps.js'
import type { Service, ServiceSchema } from './service-schema.js'

const schemas: Readonly<Record<Service, ServiceSchema>> = { mps, rps, console, router }

/** The services that are configured centrally. */
export const services: readonly Service[] = ['mps', 'rps', 'console', 'router']

/** The keys that a service reads. */
export const schemaOf = (service: Service): ServiceSchema => schemas[service]
