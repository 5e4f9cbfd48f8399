import {
  defineOptions,
  type Environment,
  type SecretsStoreOptions,
  truthParameter,
  wholeNumberParameter,
} from '@dmt-providers/core'
import type { EntraCredential } from '@dmt-providers/credentials'
import { tlsParameters } from '@dmt-providers/tls'
import { z } from 'zod'

/** How a vault is reached, and by whom. */
export interface VaultAccess {
  /** `https://name.vault.azure.net`, or the vault's name alone. */
  vault?: string | undefined
  /** What the identity is. Default: what the environment describes. */
  identity?: 'managed' | 'workload' | 'service-principal' | undefined
  /** Client id of the managed identity or service principal. Default: `AZURE_CLIENT_ID`. */
  clientId?: string | undefined
  /** Tenant of the identity. Default: `AZURE_TENANT_ID`. */
  tenantId?: string | undefined
  /** An identity made in code, in place of all that; a `TokenCredential` of `@azure/identity` is one. */
  credential?: EntraCredential | undefined
  /** Version of Key Vault's API. Default `7.6`. */
  serviceVersion?: '7.4' | '7.5' | '7.6' | '2025-07-01' | undefined
  /** False: a vault may ask for tokens of another service than the one its own domain names. Default true. */
  verifyChallengeResource?: boolean | undefined
  /** Milliseconds that one attempt may take. Default 4,000. */
  attemptTimeoutMs?: number | undefined
  /** Authorities to trust: a file in PEM, or `system`. Default: those built into Node. */
  ca?: string | undefined
}

/** Options of `createAzureKeyVault`. */
export interface AzureKeyVaultOptions extends VaultAccess, SecretsStoreOptions {
  /** Folder in the vault, in which all secrets lie. */
  prefix?: string | undefined
  /** True: what is deleted is also purged, where the vault lets this identity do so. Default false. */
  purge?: boolean | undefined
  /** Where options that are not given come from. Default: the process's. */
  environment?: Environment | undefined
}

/** Options of `createAzureKey`. */
export interface AzureKeyOptions extends VaultAccess {
  /** Name of an RSA key of the vault, without a version. */
  key: string
  /** Data keys that are kept in memory, so that a secret read again costs no call. Default 10,000; 0 for none. */
  cacheEntries?: number | undefined
  /** Milliseconds for which one is kept, and for which a key that was disabled still opens it. Default 300,000. */
  cacheAgeMs?: number | undefined
  /** Times that one is used before Key Vault is asked again. Default 10,000. */
  cacheUses?: number | undefined
  /** Where options that are not given come from. Default: the process's. */
  environment?: Environment | undefined
}

const text = (help: string, env?: string) =>
  z
    .string('give a text')
    .min(1, 'is empty')
    .optional()
    .meta({ help, ...(env !== undefined && { env }) })

/** Longest prefix: with the longest path of a secret, two tags hold it. */
const longestPrefix = 112

const { ca } = tlsParameters()

/** How a vault is reached, as fields of a schema. */
const access = {
  vault: z
    .string('is missing; write the name of the vault, or https://name.vault.azure.net')
    .regex(
      /^(?:https:\/\/[^/?#@\s]+|[0-9a-z][0-9a-z-]{1,22}[0-9a-z])\/?$/i,
      'write the name of the vault, or its https:// URL',
    )
    .transform((given) => (given.includes('://') ? given : `https://${given.replace('/', '')}.vault.azure.net`))
    .refine((url) => URL.canParse(url), 'write the name of the vault, or its https:// URL')
    .transform((url) => new URL(url).origin)
    .meta({ help: 'Name of the vault, or its URL; in a URL the host', env: 'DMT_AZURE_KEY_VAULT' }),
  identity: z
    .enum(['managed', 'workload', 'service-principal'], { error: 'give one of managed, workload, service-principal' })
    .optional()
    .meta({ help: 'managed, workload or service-principal; default what the environment describes' }),
  clientId: text('Client id of the identity; default AZURE_CLIENT_ID'),
  tenantId: text('Tenant of the identity; default AZURE_TENANT_ID'),
  credential: z
    .custom<EntraCredential>((given) => typeof Reflect.get(Object(given), 'getToken') === 'function', {
      error: 'has no getToken; give a TokenCredential of @azure/identity',
    })
    .optional()
    .meta({ help: 'In code: an identity in place of the ones above', secret: true }),
  serviceVersion: z
    .enum(['7.4', '7.5', '7.6', '2025-07-01'], { error: 'give one of 7.4, 7.5, 7.6, 2025-07-01' })
    .default('7.6')
    .meta({ help: 'Version of Key Vault’s API' }),
  verifyChallengeResource: truthParameter(
    'False lets a vault ask for tokens of another service than its own domain names, for stand-ins of Key Vault',
    true,
  ),
  attemptTimeoutMs: wholeNumberParameter('Milliseconds that one attempt may take; default 4000', 100, 600_000, 4_000),
  ca,
}

/** The options of Azure Key Vault. */
export const azureKeyVaultOptions = defineOptions(
  'azure-key-vault',
  z.object({
    ...access,
    prefix: z
      .string()
      .transform((path) => path.replace(/^\/+/, '').replace(/\/*$/, (_, at) => (at === 0 ? '' : '/')))
      .refine((path) => !/(?:^|\/)\.{0,2}\//.test(path), 'has an empty part, "." or ".."')
      .refine((path) => path.length <= longestPrefix, `is longer than ${longestPrefix} characters`)
      .default('')
      .meta({ help: 'Folder in the vault, in which all secrets lie; in a URL the path' }),
    purge: truthParameter('True also purges what is deleted, where the vault lets this identity do so', false),
  }),
)

/** The options of a key of Azure Key Vault. */
export const azureKeyOptions = defineOptions(
  'azure-key',
  z.object({
    ...access,
    key: z
      .string('is missing; write azure-key:<vault>/<key>')
      .regex(/^[0-9a-zA-Z-]{1,127}$/, 'is no name of a key; write azure-key:<vault>/<key>, without a version')
      .meta({ help: 'Name of an RSA key of the vault, without a version; in key=azure-key:<vault>/<this>' }),
    cacheEntries: wholeNumberParameter('Data keys kept in memory; default 10000, 0 for none', 0, 1_000_000, 10_000),
    cacheAgeMs: wholeNumberParameter('Milliseconds for which one is kept; default 300000', 1, 86_400_000, 300_000),
    cacheUses: wholeNumberParameter('Times that one is used; default 10000', 1, 1_000_000_000, 10_000),
  }),
)

/** Options as checked. */
export type AzureKeyVaultSettings = ReturnType<typeof azureKeyVaultOptions.parse>

/** Options as checked. */
export type AzureKeySettings = ReturnType<typeof azureKeyOptions.parse>

/** How a vault is reached, as checked. */
export type VaultAccessSettings = Pick<AzureKeySettings, keyof typeof access>
