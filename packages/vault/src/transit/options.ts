import { defineOptions } from '@dmt-providers/core'
import { z } from 'zod'
import { type ConnectionOptions, checkConnection, connectionFields } from '../connection-options.js'

/** Options of `createVaultTransit`. */
export interface VaultTransitOptions extends ConnectionOptions {
  /** Name of the key, behind the path of its transit engine where that is not `transit`: `dmt`, `org/transit/dmt`. */
  keyName: string
}

const schema = z.object({
  keyName: z
    .string('is missing; write vault-transit:<key>')
    .regex(/^(?:[\w.-]+\/)*[\w.-]+$/, 'write the name of the key, or <path of the engine>/<key>')
    .meta({ help: 'Name of the key, behind the path of its engine where that is not transit: dmt, org/transit/dmt' }),
  ...connectionFields,
})

/** Options of keys in Vault's transit engine. */
export const vaultTransitOptions = defineOptions('vault-transit', schema.superRefine(checkConnection))
