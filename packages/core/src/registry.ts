import { closestName } from './closest-name.js'
import type { ConnectionUrl } from './connection-url.js'
import type { Environment } from './environment.js'
import { importPackage } from './import-package.js'
import { knownPackages } from './known-packages.js'
import { type ContractName, contractVersions, type Provider } from './provider.js'
import { ProviderError } from './provider-error.js'

const registered: Provider[] = []

/**
 * Makes a third party's provider known to URLs of this process. A later registration wins over an earlier one and over
 * the packages that this project ships. Throws `unsupported` when it was made for another contract version.
 */
export function registerProvider(provider: Provider): void {
  registered.unshift(checked(provider, provider.name))
}

/**
 * Finds the provider of a URL: registered ones first, then those of packages named in the environment variable
 * `DMT_PROVIDER_PACKAGES` (comma-separated), then the packages that this project ships, imported on demand.
 * Throws `invalid-options` for an unknown scheme or a package that is not installed.
 */
export async function findProvider<C extends ContractName>(
  contract: C,
  url: ConnectionUrl,
  environment: Environment,
): Promise<Provider<C>> {
  const own = registered.find((provider) => serves(provider, contract, url.scheme))
  if (own !== undefined) return own as Provider<C>
  for (const name of listed(environment.get('DMT_PROVIDER_PACKAGES'))) {
    const provider = (await providersOf(name)).find((one) => serves(one, contract, url.scheme))
    if (provider !== undefined) return checked(provider, name) as Provider<C>
  }
  return await shipped(contract, url.scheme)
}

function listed(names = ''): string[] {
  return names
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
}

async function shipped<C extends ContractName>(contract: C, scheme: string): Promise<Provider<C>> {
  const packages = knownPackages[contract]
  const name = Object.entries(packages).find(([pattern]) => matches(pattern, scheme))?.[1]
  if (name === undefined) throw unknownScheme(contract, scheme)
  const provider = (await providersOf(name)).find((one) => serves(one, contract, scheme))
  if (provider !== undefined) return checked(provider, name) as Provider<C>
  throw new ProviderError('unsupported', `${name} offers no ${contract} for ${scheme}: ${upgrade(name)}`)
}

async function providersOf(name: string): Promise<Provider[]> {
  const module = await importPackage(name)
  const providers: unknown =
    typeof module === 'object' && module !== null ? Reflect.get(module, 'providers') : undefined
  if (Array.isArray(providers)) return providers
  throw new ProviderError('unsupported', `${name} exports no providers: ${upgrade(name)}`)
}

function checked(provider: Provider, name: string): Provider {
  const contract = contractOf(provider)
  if (provider.contract === contractVersions[contract]) return provider
  throw new ProviderError(
    'unsupported',
    `${name} implements ${provider.contract}, but this service needs ${contractVersions[contract]}: ${upgrade(name)}`,
  )
}

function contractOf(provider: Provider): ContractName {
  const name = String(provider.contract).split('@')[0]
  if (name !== undefined && Object.hasOwn(contractVersions, name)) return name as ContractName
  throw new ProviderError('unsupported', `${provider.name} implements ${provider.contract}, which is no known contract`)
}

function serves(provider: Provider, contract: ContractName, scheme: string): boolean {
  return contractOf(provider) === contract && provider.schemes.some((pattern) => matches(pattern, scheme))
}

function matches(pattern: string, scheme: string): boolean {
  return pattern.endsWith('*') ? scheme.startsWith(pattern.slice(0, -1)) : pattern === scheme
}

function unknownScheme(contract: ContractName, scheme: string): ProviderError {
  const known = [...Object.keys(knownPackages[contract]), ...registered.flatMap((provider) => provider.schemes)]
  const nearest = closestName(scheme, known)
  const hint = nearest === undefined ? `known: ${known.join(', ')}` : `did you mean ${nearest}?`
  return new ProviderError('invalid-options', `${contract}: no provider for URLs that start with ${scheme}: (${hint})`)
}

function upgrade(name: string): string {
  return `install matching versions, for example npm install ${name}@latest @dmt-providers/core@latest`
}
