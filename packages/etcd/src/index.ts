export { createEtcd } from './create-etcd.js'
export { EtcdDriver } from './driver.js'
export { type EtcdOptions, etcdOptions } from './options.js'
export { providers } from './provider.js'
