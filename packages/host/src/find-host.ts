import { Environment, ProviderError } from '@dmt-providers/core'
import { findHostFolder } from './find-host-folder.js'
import type { Host, HostParts } from './host.js'
import type { HostKind } from './host-kind.js'
import { silentLogger } from './host-logger.js'
import { Settings } from './settings.js'

/** The service that constructed an adapter, or the parts that the caller gave in its place. */
export async function findHost<ErrorClass>(
  kind: HostKind,
  stack: string,
  parts: HostParts<ErrorClass> | undefined,
): Promise<Host<ErrorClass>> {
  if (parts === undefined) return await runningHost(kind, stack)
  const { errorClass, config = {}, logger = silentLogger } = parts
  return {
    settings: new Settings(kind.name, config),
    errorClass,
    logger,
    configuration: { Config: config },
    folder: undefined,
  }
}

/** Its modules are imported by the URLs that they already have in this process, which gives the very same instances. */
async function runningHost<ErrorClass>(kind: HostKind, stack: string): Promise<Host<ErrorClass>> {
  const environment = new Environment()
  const folder = findHostFolder(kind, stack, environment)
  const [configured, failing, logging] = await Promise.all([
    importModule(new URL('utils/Environment.js', folder).href),
    importModule(new URL(kind.errorModule, folder).href),
    importModule(new URL(kind.loggerModule, folder).href).catch(() => ({})),
  ])
  const errorClass: unknown = Reflect.get(failing, kind.errorExport)
  if (typeof errorClass !== 'function') throw unusable(kind, `${kind.errorModule} exports no ${kind.errorExport}`)
  const configuration = configurationOf(kind, configured)
  return {
    settings: new Settings(kind.name, configuration.Config, environment),
    errorClass: errorClass as ErrorClass,
    logger: kind.loggerOf(logging) ?? silentLogger,
    configuration,
    folder,
  }
}

async function importModule(url: string): Promise<object> {
  const module: unknown = await import(/* @vite-ignore */ url)
  return typeof module === 'object' && module !== null ? module : {}
}

function configurationOf(kind: HostKind, module: object): Host<unknown>['configuration'] {
  const environment: unknown = Reflect.get(module, 'Environment')
  if (typeof environment === 'object' && environment !== null) {
    const config: unknown = Reflect.get(environment, 'Config')
    if (typeof config === 'object' && config !== null) return environment as Host<unknown>['configuration']
  }
  throw unusable(kind, 'utils/Environment.js holds no configuration yet')
}

function unusable(kind: HostKind, problem: string): ProviderError {
  return new ProviderError('unsupported', `${kind.name} is not of a version that this adapter knows: ${problem}`)
}
