import type { TokenCredential } from '@azure/identity'
import type { Environment } from '@dmt-providers/core'
import { restoreVariables } from './restore-variables.js'
import type { TokenSource } from './token.js'
import { vendorPackage } from './vendor-package.js'

type Identity = typeof import('@azure/identity')

/** What to install: the last line that runs on Node 20, and on what is newer. */
const installed = '@azure/identity@4.13'

/** What the library reads by itself and takes no option for: where a managed identity's endpoint is. */
const endpointVariables = [
  'IDENTITY_ENDPOINT',
  'IDENTITY_HEADER',
  'IDENTITY_SERVER_THUMBPRINT',
  'IMDS_ENDPOINT',
  'MSI_ENDPOINT',
  'MSI_SECRET',
  'DEFAULT_IDENTITY_CLIENT_ID',
  'AZURE_POD_IDENTITY_AUTHORITY_HOST',
  'AZURE_REGIONAL_AUTHORITY_NAME',
  'AZURE_TOKEN_CREDENTIALS',
]

/** Which identity, and who asks. */
export interface EntraSettings {
  /** The option that asks, for errors: `auth=entra`. */
  readonly option: string
  /** Client id of the managed identity or service principal. Default: `AZURE_CLIENT_ID`. */
  readonly clientId?: string | undefined
}

/** What clients of Azure's services take as their credential; it is a `TokenCredential` of `@azure/identity`. */
export interface EntraCredential {
  getToken(
    scopes: string | string[],
    options?: { abortSignal?: AbortSignal },
  ): Promise<{ token: string; expiresOnTimestamp: number } | null>
}

/** Tokens of Microsoft Entra ID for one `scope`, by the package `@azure/identity`. */
export function entraTokens(
  settings: EntraSettings & { readonly scope: string },
  environment: Environment,
): TokenSource {
  let credential: Promise<EntraCredential> | undefined
  return async (abortSignal) => {
    credential ??= entraCredential(settings, environment)
    const loaded = await credential.catch((error: unknown) => {
      credential = undefined
      throw error
    })
    const answer = await loaded.getToken(settings.scope, { abortSignal })
    if (answer === null) throw new Error('no identity answered with a token')
    return { text: answer.token, expiresAt: answer.expiresOnTimestamp }
  }
}

/**
 * The identity that the environment describes, which asks for nothing yet. Throws `invalid-options` with the install
 * command when `@azure/identity` is missing.
 */
export async function entraCredential(
  { option, clientId }: EntraSettings,
  environment: Environment,
): Promise<EntraCredential> {
  const identity = await vendorPackage(option, [installed], () => import('@azure/identity'))
  restoreVariables(endpointVariables, environment)
  return credentialOf(identity, clientId, environment)
}

/**
 * The identity that the variables describe: a service principal by secret or certificate, a workload identity, or
 * else whatever `DefaultAzureCredential` finds, a managed identity above all. The values are handed over, because the
 * library would read them under names that a host has taken away.
 */
function credentialOf(identity: Identity, named: string | undefined, environment: Environment): TokenCredential {
  const tenantId = environment.get('AZURE_TENANT_ID')
  const clientId = named ?? environment.get('AZURE_CLIENT_ID')
  const authorityHost = environment.get('AZURE_AUTHORITY_HOST')
  const options = authorityHost === undefined ? {} : { authorityHost }
  const principal = tenantId === undefined || clientId === undefined ? undefined : { tenantId, clientId }
  const tokenFilePath = environment.get('AZURE_FEDERATED_TOKEN_FILE')
  if (principal !== undefined) {
    const explicit = principalCredential(identity, principal, options, environment)
    if (explicit !== undefined) return explicit
    if (tokenFilePath !== undefined)
      return new identity.WorkloadIdentityCredential({ ...principal, ...options, tokenFilePath })
  }
  return new identity.DefaultAzureCredential({
    ...options,
    ...(tenantId === undefined ? {} : { tenantId }),
    ...(clientId === undefined ? {} : { managedIdentityClientId: clientId }),
  })
}

function principalCredential(
  identity: Identity,
  { tenantId, clientId }: { tenantId: string; clientId: string },
  options: { authorityHost?: string },
  environment: Environment,
): TokenCredential | undefined {
  const secret = environment.getOrRead('AZURE_CLIENT_SECRET')
  if (secret !== undefined) return new identity.ClientSecretCredential(tenantId, clientId, secret, options)
  const certificatePath = environment.get('AZURE_CLIENT_CERTIFICATE_PATH')
  if (certificatePath === undefined) return undefined
  const certificatePassword = environment.getOrRead('AZURE_CLIENT_CERTIFICATE_PASSWORD')
  const certificate = { certificatePath, ...(certificatePassword === undefined ? {} : { certificatePassword }) }
  return new identity.ClientCertificateCredential(tenantId, clientId, certificate, options)
}
