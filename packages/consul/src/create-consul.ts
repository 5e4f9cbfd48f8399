import { ConfigStore, Environment } from '@dmt-providers/core'
import { consulClient } from './consul-client.js'
import { ConsulDriver } from './driver.js'
import { type ConsulOptions, consulOptions } from './options.js'

/**
 * Makes a configuration store on the key-value store of Consul, version 1.12 or newer. Connects at the first call.
 * Throws `invalid-options` that lists every wrong option.
 */
export function createConsul(options: ConsulOptions): ConfigStore {
  const { timeoutMs, retries, environment = new Environment(), ...given } = options
  const settings = consulOptions.parse(given, environment)
  return new ConfigStore(new ConsulDriver(consulClient(settings, environment), settings.prefix), { timeoutMs, retries })
}
