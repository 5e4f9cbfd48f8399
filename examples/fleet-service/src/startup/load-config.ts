import rc from 'rc'
import type { HostName } from '../interfaces/hosts.js'
import { type ServiceConfig, serviceConfig } from './service-config.js'

const providersOf = (host: HostName) => ({
  db_provider: `../../node_modules/@dmt-providers/${host}/db`,
  secrets_provider: `../../node_modules/@dmt-providers/${host}/secrets`,
})

const defaults = {
  ...providersOf('mps'),
  web_port: 3000,
  web_host: '127.0.0.1',
  instance_name: 'fleet-service',
}

/**
 * Reads the settings with the hosts' own `rc`: later ones win of `.mpsrc` in the working folder or above it, the file
 * named by `MPS_CONFIG`, `MPS_…` variables (`__` nests), and the command line; the same with `RPS_` but for the
 * command line. Without settings of its own RPS shares the database and the secret store of MPS. To be called after {@link replaceEnvironment}. Throws an `Error` that names every wrong setting.
 */
export function loadConfig(): ServiceConfig {
  const mps = rc('mps', defaults)
  const shared = { connection_string: mps.connection_string, secrets_url: mps.secrets_url }
  const rps = rc('rps', { ...providersOf('rps'), ...shared }, { _: [] })
  const result = serviceConfig.safeParse({ ...mps, rps })
  if (result.success) return result.data
  throw new Error(result.error.issues.map(({ path, message }) => `${variableOf(path)}: ${message}`).join('\n'))
}

const variableOf = (path: PropertyKey[]) => (path[0] === 'rps' ? path : ['mps', ...path]).join('_').toUpperCase()
