import type { Environment } from '@dmt-providers/core'
import { restoreVariables } from './restore-variables.js'
import { vendorPackage } from './vendor-package.js'

/** Keys that sign requests to AWS. */
export interface AwsKeys {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string
  /** When they are of no use any more. */
  readonly expiration?: Date
}

/** What AWS's clients take as `credentials`: fixed keys, or AWS's own way to find and renew them. */
export type AwsCredentials = AwsKeys | (() => Promise<AwsKeys>)

/** What the library reads by itself and takes no option for: where a container or machine gets its credentials. */
const endpointVariables = [
  'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
  'AWS_CONTAINER_CREDENTIALS_FULL_URI',
  'AWS_CONTAINER_AUTHORIZATION_TOKEN',
  'AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE',
  'AWS_EC2_METADATA_DISABLED',
  'AWS_EC2_METADATA_SERVICE_ENDPOINT',
  'AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE',
  'AWS_EC2_METADATA_V1_DISABLED',
]

/**
 * The credentials that AWS's variables describe, in AWS's own order: a profile or fixed keys, a web identity, the
 * container's, the machine's. The values are handed over, because the library would read them under names that a host
 * has taken away. Throws `invalid-options` naming `option`, which asks for them, and the command that installs
 * `packages` where `@aws-sdk/credential-providers` is needed and missing.
 */
export async function awsCredentials(
  { option, packages, region }: { option: string; packages: readonly string[]; region: string },
  environment: Environment,
): Promise<AwsCredentials> {
  const keys = fixedKeys(environment)
  if (keys !== undefined) return keys
  const { fromNodeProviderChain } = await vendorPackage(option, packages, () => import('@aws-sdk/credential-providers'))
  restoreVariables(endpointVariables, environment)
  const given = {
    profile: environment.get('AWS_PROFILE'),
    filepath: environment.get('AWS_SHARED_CREDENTIALS_FILE'),
    configFilepath: environment.get('AWS_CONFIG_FILE'),
    webIdentityTokenFile: environment.get('AWS_WEB_IDENTITY_TOKEN_FILE'),
    roleArn: environment.get('AWS_ROLE_ARN'),
    roleSessionName: environment.get('AWS_ROLE_SESSION_NAME'),
  }
  return fromNodeProviderChain({ ...withoutUndefined(given), clientConfig: { region } })
}

/** Those of the variables alone, which a profile goes before. */
function fixedKeys(environment: Environment): AwsKeys | undefined {
  const accessKeyId = environment.getOrRead('AWS_ACCESS_KEY_ID')
  const secretAccessKey = environment.getOrRead('AWS_SECRET_ACCESS_KEY')
  if (environment.get('AWS_PROFILE') !== undefined || accessKeyId === undefined || secretAccessKey === undefined)
    return undefined
  return withoutUndefined({ accessKeyId, secretAccessKey, sessionToken: environment.getOrRead('AWS_SESSION_TOKEN') })
}

/** The library takes a property that is there for one that is meant. */
function withoutUndefined<T extends object>(values: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>
  }
}
