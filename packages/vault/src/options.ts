import { defineOptions, type SecretsStoreOptions } from '@dmt-providers/core'
import { z } from 'zod'
import { type ConnectionOptions, checkConnection, connectionFields } from './connection-options.js'

/** Options of `createVault`. */
export interface VaultOptions extends ConnectionOptions, SecretsStoreOptions {
  /** Path of the KV engine. Default `secret`. */
  mount?: string | undefined
  /** Folder in the engine, in which all secrets lie. */
  prefix?: string | undefined
  /** Version of the KV engine. Default `2`. */
  kv?: '1' | '2' | undefined
}

const schema = z.object({
  ...connectionFields,
  mount: z
    .string()
    .transform((path) => path.replace(/^\/+|\/+$/g, ''))
    .refine((path) => path !== '', 'is empty; name the path of a KV engine')
    .default('secret')
    .meta({ help: 'Path of the KV engine; in a URL the first part of the path, with %2F for a slash in it' }),
  prefix: z
    .string()
    .transform((path) => path.replace(/^\/+/, '').replace(/\/*$/, (_, at) => (at === 0 ? '' : '/')))
    .refine((path) => !/(?:^|\/)\.{0,2}\//.test(path), 'has an empty part, "." or ".."')
    .default('')
    .meta({ help: 'Folder in the engine, in which all secrets lie; in a URL the rest of the path' }),
  kv: z
    .enum(['1', '2'], 'give 1 or 2')
    .default('2')
    .meta({ help: 'Version of the KV engine; it is compared with that of the mount' }),
})

/** Options as checked. */
export type VaultSettings = z.output<typeof schema>

/** The options of Vault. */
export const vaultOptions = defineOptions('vault', schema.superRefine(checkConnection))
