import { type ConnectionUrl, contractVersions, type Provider, ProviderError } from '@dmt-providers/core'
import { createAwsSecretsManager } from './create-aws-secrets-manager.js'

const awsSecretsManager: Provider<'secrets'> = {
  contract: contractVersions.secrets,
  name: 'aws-secrets-manager',
  schemes: ['aws-secrets-manager'],
  async open(url, { timeoutMs, retries, cache, maxConcurrent, environment }) {
    // Parameters are texts here; the schema turns them into what they stand for, or says what is wrong with them.
    return createAwsSecretsManager({ timeoutMs, retries, cache, maxConcurrent, environment, ...optionsOf(url) })
  },
}

/** What this package provides: the secret store of the URLs `aws-secrets-manager://eu-west-1/prefix`. */
export const providers: readonly Provider[] = [awsSecretsManager]

/** `aws-secrets-manager://eu-west-1/dmt/site?groups=64` → its options. */
function optionsOf(url: ConnectionUrl): Readonly<Record<string, string>> {
  const [host, ...others] = url.hosts
  if (others.length > 0) throw wrongUrl('names several regions; give one')
  const { pathname, username, password, searchParams } = parsed(url)
  if (username !== '' || password !== '')
    throw wrongUrl('holds credentials; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, a profile or a role')
  const prefix = decoded(pathname.replace(/^\/|\/$/g, ''))
  return {
    ...(host !== undefined && { region: host.host }),
    ...(prefix !== '' && { prefix }),
    ...Object.fromEntries(searchParams),
  }
}

function parsed(url: ConnectionUrl): URL {
  const text = url.withScheme('https').expose()
  if (URL.canParse(text)) return new URL(text)
  // Without a host: the region is in the environment.
  return new URL(text.replace(/^https:\/*/, 'https://host/'))
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw wrongUrl('has a % that starts no code; percent-encode it as %25')
  }
}

function wrongUrl(problem: string): ProviderError {
  return new ProviderError('invalid-options', `aws-secrets-manager: url: ${problem}`, {
    provider: 'aws-secrets-manager',
  })
}
