import type { HostName } from '../interfaces/hosts.js'
import { Environment } from '../utils/Environment.js'
import type { HostConfig } from './service-config.js'

/** The settings by which the providers of one host are loaded. */
export function configOf(host: HostName): HostConfig {
  return host === 'rps' ? Environment.Config.rps : Environment.Config
}
