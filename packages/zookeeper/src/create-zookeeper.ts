import { ConfigStore } from '@dmt-providers/core'
import { ZookeeperDriver } from './driver.js'
import { type ZookeeperOptions, zookeeperOptions } from './options.js'
import { ZookeeperSessions } from './zookeeper-sessions.js'

/**
 * Makes a configuration store on ZooKeeper, version 3.5 or newer. Connects at the first call. Throws `invalid-options`
 * that lists every wrong option.
 */
export function createZookeeper(options: ZookeeperOptions): ConfigStore {
  const { timeoutMs, retries, environment, ...given } = options
  const settings = zookeeperOptions.parse(given, environment)
  return new ConfigStore(new ZookeeperDriver(new ZookeeperSessions(settings), settings.prefix), { timeoutMs, retries })
}
