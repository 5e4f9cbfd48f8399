import { type Environment, ProviderError } from '@dmt-providers/core'
import { awsCredentials } from './aws-credentials.js'
import type { TokenSource } from './token.js'
import { vendorPackage } from './vendor-package.js'

const packages = ['@aws-sdk/rds-signer', '@aws-sdk/credential-providers']

/** The database that a token is for. */
export interface RdsTarget {
  /** Package name of the provider without scope: `postgres`. */
  readonly provider: string
  readonly host: string
  readonly port: number
  readonly user: string | undefined
  /** Default: the one in the host name, then `AWS_REGION` and `AWS_DEFAULT_REGION`. */
  readonly region?: string | undefined
}

/**
 * Tokens of AWS IAM for Amazon RDS and Aurora, signed here by the package `@aws-sdk/rds-signer`. Each connection has a
 * new one, since to sign costs nothing; the credentials that sign are kept by AWS's own package until they expire.
 * Throws `invalid-options` when the region or the user is unknown.
 */
export function rdsTokens(target: RdsTarget, environment: Environment): TokenSource {
  const { provider, host: hostname, port, user: username } = target
  const region = target.region ?? regionOf(hostname, environment)
  const refused = (message: string) => new ProviderError('invalid-options', `${provider}: ${message}`, { provider })
  if (region === undefined) throw refused('awsRegion: the host name has no region; give it, or set AWS_REGION')
  if (username === undefined)
    throw refused(`url: rds-iam needs the database user; write ${provider}://user@host/database`)
  let signer: Promise<() => Promise<string>> | undefined
  return async () => {
    signer ??= loadSigner({ region, hostname, port, username }, environment)
    const sign = await signer.catch((error: unknown) => {
      signer = undefined
      throw error
    })
    return { text: await sign(), expiresAt: 0 }
  }
}

/** The same in the words of AWS's package. */
interface SignerTarget {
  region: string
  hostname: string
  port: number
  username: string
}

async function loadSigner(target: SignerTarget, environment: Environment): Promise<() => Promise<string>> {
  const option = 'auth=rds-iam'
  const { Signer } = await vendorPackage(option, packages, () => import('@aws-sdk/rds-signer'))
  const credentials = await awsCredentials({ option, packages, region: target.region }, environment)
  const signer = new Signer({ ...target, credentials })
  return () => signer.getAuthToken()
}

/** `database.c0ffee.eu-west-1.rds.amazonaws.com` → `eu-west-1`. */
function regionOf(host: string, environment: Environment): string | undefined {
  const region = /\.([a-z0-9-]+)\.rds\.amazonaws\.com(?:\.cn)?$/i.exec(host)?.[1]
  return region ?? environment.get('AWS_REGION') ?? environment.get('AWS_DEFAULT_REGION')
}
