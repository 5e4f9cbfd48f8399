import type { Environment } from '@dmt-providers/core'
import { type AwsKeys, awsCredentials } from './aws-credentials.js'
import { credentialError } from './credential-error.js'

/** Where a client of AWS goes, and how long it waits. */
export interface AwsTarget {
  /** Option that asks for credentials, for messages. */
  readonly option: string
  readonly region: string
  /** URL in place of AWS's own for the region: a VPC endpoint, or a server of tests. */
  readonly endpoint: string | undefined
  /** Milliseconds that one attempt may take. */
  readonly attemptTimeoutMs: number
  /** Connections that are open at most. */
  readonly connections: number
}

/** What the constructor of each of AWS's clients takes. */
export interface AwsClientSettings {
  readonly region: string
  readonly endpoint?: string
  readonly credentials: AwsKeys | (() => Promise<AwsKeys>)
  readonly useFipsEndpoint?: boolean
  readonly useDualstackEndpoint?: boolean
  /** One: the guard of a store repeats, and knows what may be repeated. */
  readonly maxAttempts: 1
  readonly requestHandler: {
    readonly connectionTimeout: number
    readonly requestTimeout: number
    readonly throwOnRequestTimeout: true
    readonly httpAgent: { readonly keepAlive: true; readonly maxSockets: number }
    readonly httpsAgent: { readonly keepAlive: true; readonly maxSockets: number }
  }
}

/**
 * The settings of a client of AWS. Each value is given, because a client would look for it in variables that a host has
 * taken away. Throws what {@link awsCredentials} throws.
 */
export async function awsClientSettings(target: AwsTarget, environment: Environment): Promise<AwsClientSettings> {
  const { option, region, endpoint, attemptTimeoutMs, connections } = target
  const found = await awsCredentials({ option, packages: ['@aws-sdk/credential-providers'], region }, environment)
  const agent = { keepAlive: true, maxSockets: connections } as const
  return {
    region,
    ...(endpoint !== undefined && { endpoint }),
    credentials: typeof found === 'function' ? () => found().catch(refused) : found,
    ...(environment.get('AWS_USE_FIPS_ENDPOINT') === 'true' && { useFipsEndpoint: true }),
    ...(environment.get('AWS_USE_DUALSTACK_ENDPOINT') === 'true' && { useDualstackEndpoint: true }),
    maxAttempts: 1,
    requestHandler: {
      connectionTimeout: attemptTimeoutMs,
      requestTimeout: attemptTimeoutMs,
      throwOnRequestTimeout: true,
      httpAgent: agent,
      httpsAgent: agent,
    },
  }
}

function refused(error: unknown): never {
  throw credentialError('credentials of AWS', error)
}
