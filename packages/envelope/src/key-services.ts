import { type Environment, importPackage, type KeyService, type KeyWrapper, ProviderError } from '@dmt-providers/core'

/** Which package holds which service of keys, so that a package is imported only when a key asks for it. */
const packages: Readonly<Record<string, string>> = {
  'aws-kms': '@dmt-providers/aws-kms',
  'azure-key': '@dmt-providers/azure-key-vault',
  'vault-transit': '@dmt-providers/vault',
}

const registered = new Map<string, KeyService>()

/** Makes a third party's service of keys known to `key=<scheme>:…` in this process; a later one wins over all before. */
export function registerKeyService(service: KeyService): void {
  registered.set(service.scheme, service)
}

/** What may stand before the colon of a key that a service holds: `aws-kms:`. */
export function keySchemes(): string[] {
  return [...new Set([...Object.keys(packages), ...registered.keys()])].map((scheme) => `${scheme}:`)
}

/** Whether a service holds the key of this source. */
export function isOfService(source: string): boolean {
  return keySchemes().some((scheme) => source.startsWith(scheme))
}

/** Has the service of a source make its wrapper. Throws `invalid-options`, with the command that installs its package. */
export async function openKey(source: string, parameter: string, environment: Environment): Promise<KeyWrapper> {
  const [scheme, reference] = [source.slice(0, source.indexOf(':')), source.slice(source.indexOf(':') + 1)]
  const service = registered.get(scheme) ?? (await serviceOf(scheme, packages[scheme] ?? '', parameter))
  return await service.open(reference, environment)
}

async function serviceOf(scheme: string, name: string, parameter: string): Promise<KeyService> {
  const services = listed(await importPackage(name).catch((error: unknown) => missing(error, parameter)))
  const service = services.find((one) => one.scheme === scheme)
  if (service !== undefined) return service
  throw new ProviderError(
    'unsupported',
    `${parameter}: ${name} offers no keys of ${scheme}: install matching versions, for example npm install ${name}@latest`,
  )
}

function missing(error: unknown, parameter: string): never {
  const reason = error instanceof Error ? error.message : String(error)
  throw new ProviderError('invalid-options', `${parameter}: ${reason}`, { cause: error })
}

function listed(module: unknown): readonly KeyService[] {
  const services: unknown = typeof module === 'object' && module !== null && Reflect.get(module, 'keyServices')
  return Array.isArray(services) ? services : []
}
