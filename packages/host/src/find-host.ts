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
  return { settings: new Settings(kind.name, config), errorClass, logger, folder: undefined }
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
  return {
    settings: new Settings(kind.name, configOf(kind, configured), environment),
    errorClass: errorClass as ErrorClass,
    logger: kind.loggerOf(logging) ?? silentLogger,
    folder,
  }
}

async function importModule(url: string): Promise<object> {
  const module: unknown = await import(/* @vite-ignore */ url)
  return typeof module === 'object' && module !== null ? module : {}
}

function configOf(kind: HostKind, module: object): Readonly<Record<string, unknown>> {
  const environment: unknown = Reflect.get(module, 'Environment')
  const config: unknown =
    typeof environment === 'object' && environment !== null ? Reflect.get(environment, 'Config') : undefined
  if (typeof config === 'object' && config !== null) return config as Readonly<Record<string, unknown>>
  throw unusable(kind, 'utils/Environment.js holds no configuration yet')
}

function unusable(kind: HostKind, problem: string): ProviderError {
  return new ProviderError('unsupported', `${kind.name} is not of a version that this adapter knows: ${problem}`)
}
