import type { Environment } from '@dmt-providers/core'
import { ProviderError } from '@dmt-providers/core'
import type { ServerSettings } from '../options.js'
import type { ServerAddress } from '../server-address.js'
import { awsCredentials } from './aws-credentials.js'
import type { TokenSource } from './token.js'
import { vendorPackage } from './vendor-package.js'

const packages = ['@aws-sdk/rds-signer', '@aws-sdk/credential-providers']

/**
 * Tokens of AWS IAM for Amazon RDS and Aurora, signed here by the package `@aws-sdk/rds-signer`. Each connection has a
 * new one, since to sign costs nothing; the credentials that sign are kept by AWS's own package until they expire.
 * Throws `invalid-options` when the region or the user is unknown.
 */
export function rdsTokens(
  { awsRegion }: Pick<ServerSettings, 'awsRegion'>,
  address: ServerAddress,
  environment: Environment,
): TokenSource {
  const region = awsRegion ?? regionOf(address.host, environment)
  if (region === undefined) throw refused('awsRegion: the host name has no region; give it, or set AWS_REGION')
  const { host: hostname, port, user: username } = address
  if (username === undefined) throw refused('url: rds-iam needs the database user; write mariadb://user@host/database')
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

/** What a token is good for. */
interface Target {
  region: string
  hostname: string
  port: number
  username: string
}

async function loadSigner(target: Target, environment: Environment): Promise<() => Promise<string>> {
  const [{ Signer }, providers] = await vendorPackage('auth=rds-iam', packages, () =>
    Promise.all([import('@aws-sdk/rds-signer'), import('@aws-sdk/credential-providers')]),
  )
  const signer = new Signer({ ...target, credentials: awsCredentials(providers, target.region, environment) })
  return () => signer.getAuthToken()
}

/** `database.c0ffee.eu-west-1.rds.amazonaws.com` → `eu-west-1`. */
function regionOf(host: string, environment: Environment): string | undefined {
  const region = /\.([a-z0-9-]+)\.rds\.amazonaws\.com(?:\.cn)?$/i.exec(host)?.[1]
  return region ?? environment.get('AWS_REGION') ?? environment.get('AWS_DEFAULT_REGION')
}

function refused(message: string): ProviderError {
  return new ProviderError('invalid-options', `mariadb: ${message}`, { provider: 'mariadb' })
}
