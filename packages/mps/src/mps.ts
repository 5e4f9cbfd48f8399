import type { HostKind, HostLogger } from '@dmt-providers/host'

/** Where MPS 2.x keeps what its adapters need. */
export const mps: HostKind = {
  name: 'MPS',
  errorModule: 'utils/MPSValidationError.js',
  errorExport: 'MPSValidationError',
  loggerModule: 'logging/index.js',
  loggerOf: (module) => {
    const logger: unknown = Reflect.get(module, 'logger')
    return typeof logger === 'object' && logger !== null ? (logger as HostLogger) : undefined
  },
}
