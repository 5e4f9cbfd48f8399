import type { HostKind, HostLogger } from '@dmt-providers/host'

/** Where RPS 2.x keeps what its adapters need. */
export const rps: HostKind = {
  name: 'RPS',
  errorModule: 'utils/RPSError.js',
  errorExport: 'RPSError',
  loggerModule: 'Logger.js',
  loggerOf: (module) => {
    const Logger: unknown = Reflect.get(module, 'default')
    return typeof Logger === 'function' ? (Reflect.construct(Logger, ['Storage']) as HostLogger) : undefined
  },
}
