export { createZookeeper } from './create-zookeeper.js'
export { ZookeeperDriver } from './driver.js'
export { type ZookeeperOptions, zookeeperOptions } from './options.js'
export { providers } from './provider.js'
