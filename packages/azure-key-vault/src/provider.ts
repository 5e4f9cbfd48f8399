import { type ConnectionUrl, contractVersions, type Provider, ProviderError } from '@dmt-providers/core'
import { createAzureKeyVault } from './create-azure-key-vault.js'

const azureKeyVault: Provider<'secrets'> = {
  contract: contractVersions.secrets,
  name: 'azure-key-vault',
  schemes: ['azure-key-vault'],
  async open(url, { timeoutMs, retries, cache, maxConcurrent, environment }) {
    // Parameters are texts here; the schema turns them into what they stand for, or says what is wrong with them.
    return createAzureKeyVault({ timeoutMs, retries, cache, maxConcurrent, environment, ...optionsOf(url) })
  },
}

/** What this package provides: the secret store of the URLs `azure-key-vault://name/prefix`. */
export const providers: readonly Provider[] = [azureKeyVault]

/** `azure-key-vault://name/prefix?purge=true` → its options. A host with a dot or a port is one as it stands. */
function optionsOf(url: ConnectionUrl): Readonly<Record<string, string>> {
  const { host, pathname, searchParams } = parsed(url)
  const vault = /[.:]/.test(host) || host === 'localhost' ? `https://${host}` : host
  const prefix = decoded(pathname.slice(1))
  return { vault, ...(prefix === '' ? {} : { prefix }), ...Object.fromEntries(searchParams) }
}

function parsed(url: ConnectionUrl): URL {
  const text = url.withScheme('https').expose()
  if (URL.canParse(text)) return new URL(text)
  throw wrong('the URL cannot be read; write azure-key-vault://name/prefix')
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    throw wrong('prefix: holds a % that starts no code; percent-encode it as %25')
  }
}

const wrong = (message: string) =>
  new ProviderError('invalid-options', `azure-key-vault: ${message}`, { provider: 'azure-key-vault' })
