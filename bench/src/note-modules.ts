import type { InitializeHook, ResolveHook } from 'node:module'
import type { MessagePort } from 'node:worker_threads'

/** A module that an import asked for. */
export interface AskedModule {
  /** As the import names it. */
  specifier: string
  /** What that was. */
  url: string
}

let port: MessagePort | undefined

/** Takes the port to which the modules are told. */
export const initialize: InitializeHook<{ port: MessagePort }> = (data) => {
  port = data.port
}

/** Notes each module that is asked for, and leaves it to the runtime to find it. */
export const resolve: ResolveHook = async (specifier, context, next) => {
  const found = await next(specifier, context)
  port?.postMessage({ specifier, url: found.url } satisfies AskedModule)
  return found
}
