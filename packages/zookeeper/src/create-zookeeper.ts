import { ConfigStore } from '@dmt-providers/core'
import { ZookeeperDriver } from './driver.js'
import { type ZookeeperOptions, zookeeperOptions } from './options.js'
import { ZookeeperSession } from './session/zookeeper-session.js'

/**
 * Makes a configuration store on ZooKeeper, version 3.5 or newer. Connects at the first call. Throws `invalid-options`
 * that lists every wrong option.
 */
export function createZookeeper(options: ZookeeperOptions): ConfigStore {
  const { timeoutMs, retries, environment, ...given } = options
  const settings = zookeeperOptions.parse(given, environment)
  const session = new ZookeeperSession(settings, environment)
  // What a user writes is the user's alone; without a user it is everybody's.
  const access = settings.user === undefined ? 'anyone' : 'own'
  return new ConfigStore(new ZookeeperDriver(session, settings.prefix, access), { timeoutMs, retries })
}
