import { ConfigStore } from '@dmt-providers/core'
import { EtcdDriver } from './driver.js'
import { EtcdClients } from './etcd-clients.js'
import { type EtcdOptions, etcdOptions } from './options.js'

/**
 * Makes a configuration store on etcd, version 3.4 or newer. Connects at the first call. Throws `invalid-options` that
 * lists every wrong option.
 */
export function createEtcd(options: EtcdOptions): ConfigStore {
  const { timeoutMs, retries, environment, ...given } = options
  const settings = etcdOptions.parse(given, environment)
  return new ConfigStore(new EtcdDriver(new EtcdClients(settings, environment), settings), {
    timeoutMs,
    retries,
  })
}
