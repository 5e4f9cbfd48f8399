import { type ConnectionUrl, contractVersions, decodedPart, type Provider, ProviderError } from '@dmt-providers/core'
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
  const { hosts } = url
  if (hosts.length > 1) throw wrong('a vault has one host')
  const [{ host, port } = { host: '', port: undefined }] = hosts
  const plain = port === undefined && !host.includes('.') && host !== 'localhost'
  const vault = plain ? host : `https://${port === undefined ? host : `${host}:${port}`}`
  // The rest is read with a plain host in its place.
  const rest = new URL(url.withHost({ host: 'host', port: undefined }).withScheme('https').expose())
  const given = { vault, prefix: decodedPart('prefix', rest.pathname.slice(1), 'azure-key-vault') }
  const parameters = Object.fromEntries(rest.searchParams)
  return { ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== '')), ...parameters }
}

const wrong = (message: string) =>
  new ProviderError('invalid-options', `azure-key-vault: ${message}`, { provider: 'azure-key-vault' })
