import { type ConnectionUrl, contractVersions, decodedPart, type Provider } from '@dmt-providers/core'
import { createVault } from './create-vault.js'

const vault: Provider<'secrets'> = {
  contract: contractVersions.secrets,
  name: 'vault',
  schemes: ['vault+https', 'vault+http'],
  async open(url, { timeoutMs, retries, cache, maxConcurrent, environment }) {
    // Parameters are texts here; the schema turns them into what they stand for, or says what is wrong with them.
    return createVault({ timeoutMs, retries, cache, maxConcurrent, environment, ...optionsOf(url) })
  },
}

/** What this package provides: the secret store of the URLs `vault+https://host:8200/secret/prefix`. */
export const providers: readonly Provider[] = [vault]

/** `vault+https://user:password@one:8200,two:8200/mount/prefix?auth=userpass` → its options. */
function optionsOf(url: ConnectionUrl): Readonly<Record<string, string>> {
  const { hosts } = url
  // The rest is read with one plain host in the place of all.
  const rest = new URL(url.withHost({ host: 'host', port: undefined }).withScheme('https').expose())
  const scheme = url.scheme.slice('vault+'.length)
  const [mount = '', ...prefix] = rest.pathname.slice(1).split('/')
  const given = {
    address: hosts.map(({ host, port }) => `${scheme}://${bracketed(host)}:${port ?? 8200}`).join(','),
    mount: decodedPart('mount', mount, 'vault'),
    prefix: decodedPart('prefix', prefix.join('/'), 'vault'),
    user: decodedPart('user', rest.username, 'vault'),
    password: decodedPart('password', rest.password, 'vault'),
  }
  const parameters = Object.fromEntries(rest.searchParams)
  return { ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== '')), ...parameters }
}

const bracketed = (host: string) => (host.includes(':') ? `[${host}]` : host)
