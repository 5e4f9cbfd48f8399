import type { CompleteSpec } from '../model/gateway-schema.js'

/** Finds what is wrong with a complete description: one sentence each, with the place and the fix. */
export type Check = (spec: CompleteSpec) => string[]
