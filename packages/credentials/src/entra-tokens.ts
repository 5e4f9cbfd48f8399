import type { TokenCredential } from '@azure/identity'
import { type Environment, ProviderError } from '@dmt-providers/core'
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
  /** What the identity is. Default: what the environment describes. */
  readonly identity?: 'managed' | 'workload' | 'service-principal' | undefined
  /** Tenant of the identity. Default: `AZURE_TENANT_ID`. */
  readonly tenantId?: string | undefined
  /** Secret of a service principal. Default: `AZURE_CLIENT_SECRET`, or the certificate that the environment names. */
  readonly clientSecret?: string | undefined
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
 * The identity that the settings name or the environment describes, which asks for nothing yet. Throws
 * `invalid-options` with the install command when `@azure/identity` is missing, and when the identity is not described
 * in full.
 */
export async function entraCredential(settings: EntraSettings, environment: Environment): Promise<EntraCredential> {
  const identity = await vendorPackage(settings.option, [installed], () => import('@azure/identity'))
  restoreVariables(endpointVariables, environment)
  return settings.identity === undefined
    ? describedCredential(identity, settings, environment)
    : namedCredential(identity, settings, environment)
}

/** Who an identity is, and where it is asked for. The library would read it under names that a host has taken away. */
function described({ clientId, tenantId }: EntraSettings, environment: Environment) {
  const authorityHost = environment.get('AZURE_AUTHORITY_HOST')
  return {
    tenantId: tenantId ?? environment.get('AZURE_TENANT_ID'),
    clientId: clientId ?? environment.get('AZURE_CLIENT_ID'),
    options: authorityHost === undefined ? {} : { authorityHost },
    tokenFilePath: environment.get('AZURE_FEDERATED_TOKEN_FILE'),
  }
}

/** An identity of the kind that is asked for, and of no other: nothing else is tried, which would take its time. */
function namedCredential(identity: Identity, settings: EntraSettings, environment: Environment): TokenCredential {
  const { option, clientSecret } = settings
  const { tenantId, clientId, options, tokenFilePath } = described(settings, environment)
  if (settings.identity === 'managed')
    return new identity.ManagedIdentityCredential({ ...options, ...(clientId === undefined ? {} : { clientId }) })
  if (tenantId === undefined || clientId === undefined)
    throw lacking(option, 'its tenant (AZURE_TENANT_ID) and client id (AZURE_CLIENT_ID)')
  const principal = { tenantId, clientId }
  if (settings.identity === 'workload') {
    if (tokenFilePath === undefined) throw lacking(option, 'the file AZURE_FEDERATED_TOKEN_FILE')
    return new identity.WorkloadIdentityCredential({ ...principal, ...options, tokenFilePath })
  }
  const credential = principalCredential(identity, principal, options, environment, clientSecret)
  if (credential === undefined)
    throw lacking(option, 'a password, AZURE_CLIENT_SECRET or AZURE_CLIENT_CERTIFICATE_PATH')
  return credential
}

function lacking(option: string, what: string): ProviderError {
  return new ProviderError('invalid-options', `${option}: the identity needs ${what}`, { notApplied: true })
}

/**
 * The identity that the variables describe: a service principal by secret or certificate, a workload identity, or
 * else whatever `DefaultAzureCredential` finds, a managed identity above all.
 */
function describedCredential(identity: Identity, settings: EntraSettings, environment: Environment): TokenCredential {
  const { tenantId, clientId, options, tokenFilePath } = described(settings, environment)
  if (tenantId !== undefined && clientId !== undefined) {
    const principal = { tenantId, clientId }
    const explicit = principalCredential(identity, principal, options, environment, settings.clientSecret)
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
  given: string | undefined,
): TokenCredential | undefined {
  const secret = given ?? environment.getOrRead('AZURE_CLIENT_SECRET')
  if (secret !== undefined) return new identity.ClientSecretCredential(tenantId, clientId, secret, options)
  const certificatePath = environment.get('AZURE_CLIENT_CERTIFICATE_PATH')
  if (certificatePath === undefined) return undefined
  const certificatePassword = environment.getOrRead('AZURE_CLIENT_CERTIFICATE_PASSWORD')
  const certificate = { certificatePath, ...(certificatePassword === undefined ? {} : { certificatePassword }) }
  return new identity.ClientCertificateCredential(tenantId, clientId, certificate, options)
}
